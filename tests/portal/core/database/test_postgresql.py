"""A server that takes connections and never answers: only our own watch tells that it hangs."""

import json
import socket
from threading import Thread

import psycopg
import pytest
from django.db import connection
from psycopg_pool import ConnectionPool

from portal.core.database.breaker import answers
from portal.core.database.deadline import within
from portal.core.database.failures import NoAnswerError
from portal.core.database.postgresql.base import Connection
from tests.portal.environments import KEY, run

# The pages wait less than they would in earnest, so that the tests do.
HURRIED = {"SECRET_KEY": KEY, "HTTPS": "off", "DATABASE_STATEMENT_TIMEOUT": "100"}
ASKING = """
import os; os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
import django, json, logging, warnings; django.setup()
from django.db import OperationalError, connection
from django.test import Client
logging.disable()
warnings.filterwarnings("ignore", "No directory at")  # nothing was collected
OWN = "sessionid=" + "a" * 32
def ask(path, method="get", **headers):
    browser = Client(raise_request_exception=False, headers={"host": "localhost", **headers})
    response = getattr(browser, method)(path)
    return [response.status_code, response.headers.get("Retry-After"), response.content.decode()]
"""


@pytest.fixture
def silent():
    """The port of a server that never says a word, and the connections it has taken."""
    taken = []
    server = socket.create_server(("127.0.0.1", 0))

    def accept() -> None:
        try:
            while True:
                taken.append(server.accept()[0])
        except OSError:
            return

    thread = Thread(target=accept)
    thread.start()
    yield server.getsockname()[1], taken
    server.shutdown(socket.SHUT_RDWR)
    server.close()
    thread.join()
    for one in taken:
        one.close()


def asked(port: int, code: str) -> list:
    done = run(
        f"{ASKING}\nprint(json.dumps({code}))\nconnection.close_pool()",
        DATABASE_URL=f"postgres://somebody:canary@127.0.0.1:{port}/portal",
        **HURRIED,
    )
    assert done.returncode == 0, done.stderr
    assert "canary" not in done.stdout + done.stderr
    return json.loads(done.stdout)


def test_site_whose_database_is_silent_says_so(silent):
    port, _ = silent
    answers = asked(
        port,
        "[ask('/roles/'), ask('/matches/', cookie=OWN), ask('/profile/rate/', 'post', "
        "cookie=OWN, **{'sec-fetch-site': 'same-origin'}), ask('/livez'), ask('/readyz')]",
    )

    assert [status for status, *_ in answers] == [503, 503, 503, 200, 503]
    assert [seconds for _, seconds, _ in answers[:3]] == ["5"] * 3
    assert all("Our database isn\u2019t answering" in body for *_, body in answers[:3])
    assert "has probably not been saved" in answers[2][-1]
    assert answers[-1][-1] == "no database\n"


def test_only_the_first_who_asks_waits(silent):
    """The others are refused without a try, as the words of the error tell."""
    port, _ = silent
    code = """
said = []
for _ in range(3):
    try:
        connection.cursor()
    except OperationalError as error:
        said.append(str(error))
print(json.dumps(said)); sys.exit()
"""
    done = run(
        f"import sys\n{ASKING}\n{code}",
        DATABASE_URL=f"postgres://somebody@127.0.0.1:{port}/portal",
        **HURRIED,
    )

    assert json.loads(done.stdout) == [
        "couldn't get a connection after 1.50 sec",
        "the database did not answer a moment ago",
        "the database did not answer a moment ago",
    ]


@pytest.fixture
def impatient(db):
    """A connection to the tests' own server that gives up after a moment."""
    if connection.vendor != "postgresql":
        pytest.skip("a statement that hangs needs PostgreSQL")
    one = Connection.connect(**connection.get_connection_params(), autocommit=True)
    one.deadline = 0.2
    yield one
    one.close()
    answers.reset()


def test_statement_that_hangs_is_given_up(impatient):
    with pytest.raises(NoAnswerError, match=r"no answer within 0\.2 s"):
        impatient.cursor().execute("SELECT pg_sleep(1)")

    assert impatient.closed
    assert answers.is_open


def test_all_that_a_block_asks_is_given_up_together(impatient):
    impatient.deadline = 30
    with within(0.2), pytest.raises(NoAnswerError):
        impatient.cursor().execute("SELECT pg_sleep(1)")


def test_answer_closes_the_breaker(impatient):
    answers.failed()
    impatient.cursor().execute("SELECT 1")

    assert not answers.is_open


def test_fault_of_ours_opens_no_breaker(impatient):
    with pytest.raises(psycopg.errors.UndefinedTable):
        impatient.cursor().execute("SELECT * FROM none_such")

    assert not impatient.closed
    assert not answers.is_open


def test_pool_is_emptied_once_the_server_was_restarted(impatient):
    """It holds four connections that the server has ended, and hands out a new one at once."""
    params = connection.get_connection_params() | {"autocommit": True}
    pool = ConnectionPool(
        kwargs=params,
        connection_class=Connection,
        min_size=4,
        open=False,
        timeout=30,
        check=ConnectionPool.check_connection,
    )
    with pool:
        pool.wait()
        mine = [pool.getconn() for _ in range(4)]
        for one in mine:
            end = "SELECT pg_terminate_backend(%s, 5000)"
            impatient.deadline = 10
            impatient.cursor().execute(end, [one.info.backend_pid])
            pool.putconn(one)
        drained = pool.get_stats().get("connections_lost", 0)
        with pool.connection() as new:
            assert new.execute("SELECT 1").fetchone() == (1,)

        assert pool.get_stats()["connections_lost"] == drained + 1
