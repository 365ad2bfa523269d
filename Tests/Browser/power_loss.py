"""The power cut in mid-write: an ext4 disk is shut down without its journal being flushed, as xfstests' `godown` does, so that all that
was not synced is gone when it is mounted again. Mounting it takes root: `make power`."""

import fcntl
import os
import random
import struct
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from support.crash import Writers, check_database, serve
from support.program import Server

CUTS = int(os.environ.get("POWER_CUTS", "20"))
# EXT4_IOC_SHUTDOWN and EXT4_GOING_FLAGS_NOLOGFLUSH of the kernel's include/uapi/linux/ext4.h.
SHUTDOWN, WITHOUT_FLUSH = 0x8004587D, 2


class Disk:
    """A disk of one's own in a file."""

    def __init__(self, folder: Path):
        self.image, self.mounted = folder / "disk.img", folder / "disk"
        self.mounted.mkdir()
        with self.image.open("wb") as file:
            file.truncate(128 << 20)
        subprocess.run(["mkfs.ext4", "-q", "-F", self.image], check=True)
        self.mount()

    def mount(self) -> None:
        # The kernel's own writing back, every 5 s, is put off: only what the program asked for is kept.
        subprocess.run(["mount", "-t", "ext4", "-o", "loop,commit=600", self.image, self.mounted], check=True)

    def cut(self) -> None:
        """From here on nothing reaches the disk, and whoever writes is told of an error."""
        folder = os.open(self.mounted, os.O_RDONLY)
        fcntl.ioctl(folder, SHUTDOWN, struct.pack("I", WITHOUT_FLUSH))
        os.close(folder)

    def unmount(self) -> None:
        subprocess.run(["umount", self.mounted], check=True)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    if os.geteuid() != 0:
        pytest.fail("cutting the power of a disk takes root: make power")
    made = Disk(tmp_path)
    yield made
    subprocess.run(["umount", "--lazy", made.mounted], check=False)


def leave_unsynced(path: Path) -> None:
    path.write_text("never synced")


def leave_synced(path: Path) -> None:
    with path.open("w") as file:
        file.write("synced")
        file.flush()
        os.fsync(file.fileno())


@pytest.mark.parametrize(("leave", "kept"), [(leave_unsynced, False), (leave_synced, True)])
def test_the_cut_is_one(disk: Disk, leave: Callable[[Path], None], kept: bool) -> None:
    """What the next test rests on: only what was synced outlives the cut."""
    leave(disk.mounted / "file")
    disk.cut()
    disk.unmount()
    disk.mount()
    assert (disk.mounted / "file").exists() == kept


def test_acknowledged_writes_survive_the_power_cut(disk: Disk, tmp_path: Path) -> None:
    data, acknowledged, in_a_cut = disk.mounted / "data", {}, []
    server, manager = serve(data)
    for number in range(CUTS):
        writers = Writers(server.address, manager.cookies)
        time.sleep(random.uniform(0.02, 0.5))
        # Not what is acknowledged while the disk goes down: an fdatasync(2) that waits for the journal just then is told of success by Linux
        # 6.18's ext4, for a plain file too, in one cut of ten.
        before = dict(writers.acknowledged)
        disk.cut()
        server.process.kill()
        server.process.wait()
        writers.join()
        # Between the cut and the kill a writer may have been told that the disk is broken.
        assert all(text.startswith("503") for text in writers.refused), writers.refused
        acknowledged |= before
        in_a_cut.append(len(before))
        disk.unmount()
        disk.mount()
        problems = check_database(data, tmp_path / "copy.db", acknowledged)
        assert not problems, f"after cut {number + 1}, {len(acknowledged)} acknowledged: {problems[:10]}"
        server = Server(data)
    server.stop()
    print(f"{CUTS} cuts, {len(acknowledged)} writes acknowledged, 0 lost; {min(in_a_cut)} to {max(in_a_cut)} before each cut")
    assert len(acknowledged) > CUTS, "the power was cut before anything was written"
