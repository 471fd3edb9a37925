"""How the hosts of a page get their markup: one callback in the browser for each; this module is no page itself."""

from dash import ClientsideFunction, Input, Output, State, clientside_callback

from components.markup import markup_store


def paint_hosts(*hosts: str) -> None:
    """Let the browser paint each host, by its id, whenever the markup in its store changes.

    A page calls this once, as it is loaded, for the hosts that its layout makes by `markup_host`.
    """
    for host in hosts:
        clientside_callback(
            ClientsideFunction("parityGrid", "paint"),
            Output(host, "data-painted"),
            Input(markup_store(host), "data"),
            State(host, "id"),
        )
