"""One address for every route of the API that is read, with what it cannot do without."""

from pages.http.api_routes import ROUTES, ApiRoute

REQUIRED = {"area": "QYG", "block": "workforce", "level": "micro"}


def address_of(route: ApiRoute, **more: str) -> str:
    """An address that answers 200 on the real seed."""
    given = {**{name: REQUIRED[name] for name in route.required}, **more}
    query = "&".join(f"{name}={value}" for name, value in given.items())
    return f"/api/v1{route.path.replace('{id}', 'S1')}{'?' if query else ''}{query}"


JSON = {route.name: address_of(route) for route in ROUTES}
CSV = {route.name: address_of(route, format="csv") for route in ROUTES if route.has_csv}
