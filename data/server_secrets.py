"""What signs cookies where no setting gives it: made once and kept in the database, so that all servers share it."""

from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import IntegrityError

from data.people_tables import ServerSecretRow
from data.tables import table_of
from domain_model.people import new_secret

SECRETS = table_of(ServerSecretRow)


def server_secret(connection: Connection, name: str) -> str:
    """The secret of that name; a new one is kept where there is none."""
    asked = select(SECRETS.c.value).where(SECRETS.c.name == name)
    known = connection.scalar(asked)
    if known:
        return known
    try:
        with connection.begin_nested():
            connection.execute(insert(SECRETS).values(name=name, value=new_secret()))
    except IntegrityError:  # another server made it in this moment
        pass
    return connection.execute(asked).scalar_one()
