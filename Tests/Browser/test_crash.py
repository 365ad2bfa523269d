"""What was acknowledged survives the server's end at any moment. `make crash` kills it 200 times, `make test` 20 times."""

import os
import random
import time
from pathlib import Path

from support.client import Client
from support.crash import Writers, check_database, serve
from support.program import Server

KILLS = int(os.environ.get("CRASH_KILLS", "20"))


def test_acknowledged_writes_survive_kill_9(tmp_path: Path) -> None:
    data, acknowledged, in_a_kill = tmp_path / "data", {}, []
    server, manager = serve(data)
    for number in range(KILLS):
        writers = Writers(server.address, manager.cookies)
        time.sleep(random.uniform(0.02, 0.5))
        server.process.kill()
        server.process.wait()
        writers.join()
        assert not writers.refused, writers.refused
        acknowledged |= writers.acknowledged
        in_a_kill.append(len(writers.acknowledged))
        problems = check_database(data, tmp_path / "copy.db", acknowledged)
        assert not problems, f"after kill {number + 1}, {len(acknowledged)} acknowledged: {problems[:10]}"
        server = Server(data)
        for place in list(writers.acknowledged.values())[-1:]:
            status, _, text = Client(server.address, manager.cookies).send("GET", place)
            assert status == 200, f"{place} answered {status} after the restart: {text}"
    server.stop()
    assert check_database(data, tmp_path / "copy.db", {"Dr Nobody": "/clinicians/1"}) == ["lost: Dr Nobody"], "the check itself sees a loss"
    print(f"{KILLS} kills, {len(acknowledged)} writes acknowledged, 0 lost; {min(in_a_kill)} to {max(in_a_kill)} before each kill")
    assert len(acknowledged) > KILLS, "the server was killed before it did anything"
