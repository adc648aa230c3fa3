"""What an evil parser would try. Runs inside the child, as the child, after the sandbox was entered.

``pipeline.reading.child`` runs as always; only ``read_bytes`` is replaced, as if a flaw of a parser had been used.
The document holds, as JSON, what the drill put outside. Each try gives a word: refused, or what was gained.
"""

# ruff: noqa: D103, D210, SIM905, PTH102, PTH108, PTH109, PTH118, PTH120, PTH123, PTH208, PTH211

import contextlib
import ctypes
import errno
import fcntl
import json
import mmap
import os
import resource
import socket
import sys
import threading
import time

import pipeline.reading.read as read
from schemas.document import Page, ReadDocument, Word

LIBC = ctypes.CDLL(None, use_errno=True)
CALLS = (
    "ptrace process_vm_readv process_vm_writev keyctl add_key request_key io_uring_setup io_uring_enter bpf "
    "perf_event_open userfaultfd mount umount2 pivot_root chroot unshare setns personality kexec_load init_module "
    "finit_module delete_module reboot swapon swapoff settimeofday clock_settime adjtimex sethostname setdomainname "
    "iopl ioperm quotactl acct syslog name_to_handle_at open_by_handle_at fanotify_init inotify_init1 memfd_create "
    "memfd_secret seccomp setuid setgid setresuid setgroups capset kcmp mq_open shmget semget msgget move_pages "
    "migrate_pages mbind process_madvise pidfd_open pidfd_getfd vmsplice splice tee modify_ldt execve execveat "
    "open_tree fsopen move_mount mount_setattr openat2 socket socketpair clone3 fork vfork setpriority "
    "sched_setaffinity sched_setscheduler mlock2 mlockall timer_create setns vhangup rename unlink rmdir mkdir "
    "mknod symlink link chmod chown truncate utimensat setxattr flock landlock_create_ruleset"
).split()
MOST_THREADS = 3000


def attempt(work):
    """ "refused", or what the try gave."""
    try:
        gained = work()
    except (OSError, MemoryError, ImportError, RuntimeError, ValueError):
        return "refused"
    return "refused" if not gained else f"GAINED:{str(gained)[:60]}".replace(" ", "_")


def call(name):
    """A raw call with arguments that cannot do harm: whether the kernel itself was reached."""
    number = ctypes.CDLL("libseccomp.so.2").seccomp_syscall_resolve_name(name.encode())
    if number < 0:
        return ""
    if name == "fork" or name == "vfork":
        done = os.fork()
        if done == 0:
            os._exit(0)
        return "a process"
    ctypes.set_errno(0)
    done = LIBC.syscall(ctypes.c_long(number), *(ctypes.c_long(0) for _ in range(6)))
    refused = done == -1 and ctypes.get_errno() in (errno.EPERM, errno.ENOSYS)
    return "" if refused else f"errno {ctypes.get_errno()}"


def reading(path):
    with open(path, "rb") as file:
        return file.read(20)


def listing(path, shown):
    """Names in a folder but those on the way to what the child may read."""
    ways = {s.removeprefix(path.rstrip("/") + "/").split("/")[0] for s in shown if s.startswith(path.rstrip("/") + "/")}
    return sorted(set(os.listdir(path)) - ways)


def writing(path):
    with open(path, "wb") as file:
        file.write(b"x")
    return "written"


def connect(family, kind, address):
    with socket.socket(family, kind) as one:
        one.settimeout(2)
        one.connect(address)
        one.send(b"breach")
    return "connected"


def forks():
    """How many of a thousand forks succeed."""
    made = 0
    for _ in range(1000):
        with contextlib.suppress(OSError):
            if os.fork() == 0:
                os._exit(0)
            made += 1
    return made


def threads():
    """Threads until none can be started: a bound must be met before a great many run."""
    held, made = threading.Event(), []
    threading.stack_size(65536)
    try:
        for _ in range(MOST_THREADS):
            one = threading.Thread(target=held.wait, daemon=True)
            one.start()
            made.append(one)
    except (RuntimeError, MemoryError):
        pass
    held.set()
    for one in made:
        one.join()
    return len(made)


def fill(path):
    """Bytes that can be written below ``path``."""
    total = 0
    with open(os.path.join(path, "fill"), "wb") as file:
        for _ in range(64):
            file.write(bytes(1 << 20))
            file.flush()
            total += 1 << 20
    return total


def nameless():
    descriptor = os.open("/tmp", os.O_TMPFILE | os.O_RDWR)
    return os.write(descriptor, b"x")


def raised(kind, value):
    resource.setrlimit(kind, (value, value))
    return "raised"


def tries(told):
    """Name and work of every try."""
    tcp, udp = socket.SOCK_STREAM, socket.SOCK_DGRAM
    for path in (*told["files"], "/etc/passwd", "/etc/shadow", "/etc/hostname", "/proc/1/environ", "/proc/self/environ",
                 f"/proc/{told['victim']}/environ", f"/proc/{told['parent']}/mem", "/proc/kallsyms", "/dev/mem",
                 "/sys/kernel/notes", "/root/.bashrc", "/run/utmp"):  # fmt: skip
        yield f"read {path}", lambda path=path: reading(path)
    for path in (*told["folders"], "/", "/root", "/home", "/var", "/run", "/proc", "/tmp", "/dev/shm", "/mnt"):
        yield f"list {path}", lambda path=path: listing(path, told["shown"])
    yield "environment", lambda: [v for v in os.environ.values() if told["secret"] in v]
    yield "environment, beyond the list", lambda: sorted(set(os.environ) - set(told["allowed"]))
    for name, work in (("look at", 0), ("kill", 9), ("stop", 19)):
        yield f"{name} another process", lambda s=work: os.kill(told["victim"], s) or "signalled"
        yield f"{name} the parent", lambda s=work: os.kill(told["parent"], s) or "signalled"
    yield "signal all processes", lambda: os.kill(-1, 0) or "signalled"
    yield "limit another process", lambda: resource.prlimit(told["victim"], resource.RLIMIT_CPU)
    yield "loopback", lambda: connect(socket.AF_INET, tcp, ("127.0.0.1", told["port"]))
    yield "loopback, IPv6", lambda: connect(socket.AF_INET6, tcp, ("::1", told["port"]))
    yield "loopback, UDP", lambda: connect(socket.AF_INET, udp, ("127.0.0.1", told["port"]))
    yield "abstract socket", lambda: connect(socket.AF_UNIX, tcp, "\0" + told["abstract"])
    yield "socket file", lambda: connect(socket.AF_UNIX, tcp, told["socket"])
    yield "outside", lambda: connect(socket.AF_INET, tcp, ("192.0.2.1", 80))
    yield "name service", lambda: socket.getaddrinfo("example.org", 80)
    for name in ("AF_NETLINK", "AF_PACKET", "AF_VSOCK", "AF_ALG", "AF_BLUETOOTH", "AF_CAN"):
        family = getattr(socket, name, None)
        if family is not None:
            yield f"socket {name}", lambda f=family: socket.socket(f, socket.SOCK_RAW if f != 38 else 5, 0).fileno()
    here = os.path.dirname(os.path.realpath(read.__file__))
    for path in (*told["folders"], "/tmp", "/var/tmp", "/dev/shm", "/usr", "/", "/proc/self", here, os.getcwd()):
        place = os.path.join(path, "breach")
        yield f"write in {path}", lambda p=place: writing(p)
        yield f"make a folder in {path}", lambda p=place: os.mkdir(p + "-d") or "made"
        yield f"make a link in {path}", lambda p=place: os.symlink("/etc/passwd", p + "-l") or "made"
    yield "change the program", lambda: writing(read.__file__)
    yield "change the interpreter", lambda: writing(sys.executable)
    yield "change a file", lambda: writing(told["files"][0])
    yield "remove a file", lambda: os.unlink(told["files"][0]) or "removed"
    yield "nameless file", nameless
    yield "write to memory's file", lambda: os.write(os.memfd_create("x"), b"x")
    yield "fill /tmp", lambda: fill("/tmp")
    yield "fill /dev/shm", lambda: fill("/dev/shm")
    yield "run a program", lambda: os.execv("/usr/bin/id", ["id"])
    yield "start a program", lambda: os.posix_spawn("/usr/bin/id", ["id"], {})
    yield "forks", forks
    for name in CALLS:
        yield f"call {name}", lambda name=name: call(name)
    yield "more memory", lambda: raised(resource.RLIMIT_AS, resource.RLIM_INFINITY)
    yield "longer files", lambda: raised(resource.RLIMIT_FSIZE, resource.RLIM_INFINITY)
    yield "more files", lambda: raised(resource.RLIMIT_NOFILE, 1 << 20)
    yield "memory beyond the limit", lambda: len(mmap.mmap(-1, told["memory"]))
    yield "signal through a descriptor", lambda: fcntl.fcntl(0, fcntl.F_SETOWN, told["victim"]) == 0 and "set"
    yield "type into a terminal", lambda: LIBC.ioctl(0, ctypes.c_ulong(0x5412), b"x") == 0
    yield "memory dumps on", lambda: LIBC.prctl(4, 1, 0, 0, 0) == 0 and "set"


def rogue(data, file, settings, progress, first, opened):
    """In place of the reader: all tries, each reported as a word on a page."""
    told = json.loads(data)
    if "machine" in told:
        machine(bytes.fromhex(told["machine"]))
        found = {"machine code": "ran"}
    else:
        found = {name: attempt(work) for name, work in tries(told)}
        found["threads"] = threads()
    words = tuple(Word(text=f"{name}={result}", box=(0, 0, 1, 1)) for name, result in found.items())
    opened(1)
    page = Page(number=1, width=9, height=9, words=words)
    return ReadDocument(id="0" * 64, file=file, media_type="text/plain", pages=(page,))


def machine(code):
    """Run machine code: calls of other kinds than the filter's."""
    memory = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    memory.write(code)
    ctypes.CFUNCTYPE(ctypes.c_long)(ctypes.addressof(ctypes.c_char.from_buffer(memory)))()
    time.sleep(0.1)


if __name__ == "__main__":
    read.read_bytes = rogue
    from pipeline.reading.child import main

    sys.exit(main(sys.argv[1:]))
