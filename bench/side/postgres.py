"""A PostgreSQL server of our own for the time of a benchmark: a folder, a socket in it, no network,
nothing kept. Run by the user postgres if we are root."""

import glob
import os
import pwd
import shutil
import subprocess
import tempfile
import time

SETTINGS = {"listen_addresses": "", "fsync": "off", "synchronous_commit": "off",
            "full_page_writes": "off", "wal_level": "minimal", "max_wal_senders": "0",
            "autovacuum": "off", "shared_buffers": "1GB", "max_wal_size": "8GB",
            "max_parallel_workers_per_gather": "0"}


def programs():
    """The folder of initdb and postgres, or nothing."""
    found = shutil.which("initdb")
    folders = glob.glob("/usr/lib/postgresql/*/bin") + ([os.path.dirname(found)] if found else [])
    for folder in sorted(folders, reverse=True):
        if os.path.exists(f"{folder}/initdb") and os.path.exists(f"{folder}/postgres"):
            return folder
    return None


class Server:
    def __init__(self):
        # Short: the path of a socket must not be longer than 107 bytes.
        self.folder = tempfile.mkdtemp(prefix="zspg")
        self.child = None
        self.user = None
        if os.geteuid() == 0:
            self.user = "postgres"
            os.chown(self.folder, pwd.getpwnam(self.user).pw_uid, -1)
        os.chmod(self.folder, 0o755)

    def __enter__(self):
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self):
        own = {"user": self.user, "cwd": self.folder, "stdin": subprocess.DEVNULL,
               "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        data = f"{self.folder}/data"
        subprocess.run([f"{programs()}/initdb", "-D", data, "--no-sync", "-A", "trust", "-E", "UTF8",
                        "--locale=C", "-U", "bench"], check=True, **own)
        options = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
        self.child = subprocess.Popen(
            [f"{programs()}/postgres", "-D", data, "-k", self.folder, *options], **own)
        for _ in range(100):
            if subprocess.run(self.psql("-c", "SELECT 1"), check=False, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL).returncode == 0:
                return
            time.sleep(0.1)
        raise RuntimeError("bench: the PostgreSQL server does not start")

    def stop(self):
        if self.child:
            self.child.terminate()
            try:
                self.child.wait(30)
            except subprocess.TimeoutExpired:
                self.child.kill()
                self.child.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def psql(self, *words):
        return ["psql", "-X", "-q", "-h", self.folder, "-U", "bench", "-d", "postgres",
                "-v", "ON_ERROR_STOP=1", *words]
