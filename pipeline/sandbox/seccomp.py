"""The system calls a reader may make: a list of what is allowed; all else is refused. Needs libseccomp."""

import contextlib
import ctypes
import errno
import os

LIBRARY = "libseccomp.so.2"
_KILL, _ALLOW, _ERRNO = 0x80000000, 0x7FFF0000, 0x00050000
_EQUAL, _MASKED = 4, 7
_THREAD, _MEMORY, _NAMESPACES = 0x00010000, 0x00000100, 0x7E020080
_WRITING = os.O_ACCMODE | os.O_CREAT | os.O_TRUNC | os.O_APPEND | 0o20000000  # the last one makes nameless files
_IOCTLS = (0x5401, 0x5450, 0x5451, 0x5421, 0x541B, 0x5413)  # what asks about terminals, and flags of descriptors
_FCNTLS = (0, 1, 2, 3, 4, 1030)  # copies and flags of descriptors; not who is signalled about them
_PRCTLS = (15, 16, 0x53564D41)  # names of threads and of memory

PLAIN = """
read write readv writev pread64 preadv close close_range dup dup2 dup3 fstat stat lstat newfstatat statx access
faccessat faccessat2 lseek getdents64 getcwd readlink readlinkat statfs fstatfs fadvise64 poll ppoll select pselect6
epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait eventfd2 mmap munmap mremap mprotect madvise brk mincore
membarrier futex futex_waitv set_robust_list rseq set_tid_address gettid getpid getppid exit exit_group
sched_yield sched_getaffinity sched_getparam sched_getscheduler getcpu nanosleep clock_nanosleep clock_gettime
clock_getres gettimeofday time times getrusage getrlimit setrlimit sysinfo uname getuid geteuid getgid getegid getresuid
getresgid rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending rt_sigtimedwait sigaltstack restart_syscall getrandom
arch_prctl
"""
PROGRAMS = "execve vfork fork wait4 waitid pipe pipe2 setsid"
NETWORK = "socket socketpair connect bind listen accept accept4 sendto sendmsg sendmmsg recvfrom recvmsg"


class _Compare(ctypes.Structure):
    _fields_ = (
        ("arg", ctypes.c_uint),
        ("op", ctypes.c_int),
        ("a", ctypes.c_uint64),
        ("b", ctypes.c_uint64),
    )


class Filter:
    """A filter being built; every call that is not allowed fails with "not permitted"."""

    def __init__(self) -> None:
        """Raises OSError where libseccomp is missing."""
        self._lib = ctypes.CDLL(LIBRARY, use_errno=True)
        self._lib.seccomp_init.restype = ctypes.c_void_p
        self._context = ctypes.c_void_p(self._lib.seccomp_init(ctypes.c_uint32(_ERRNO | errno.EPERM)))
        if not self._context:
            raise OSError("seccomp")

    def allow(self, name: str, *compares: tuple[int, int, int, int]) -> None:
        """Allow the call ``name`` where all of ``compares`` (argument, operator, operands) hold."""
        self._rule(_ALLOW, name, *compares)

    def _rule(self, action: int, name: str, *compares: tuple[int, int, int, int]) -> None:
        number = self._lib.seccomp_syscall_resolve_name(name.encode())
        if number < 0:
            return  # this processor has no such call
        array = (_Compare * len(compares))(*(_Compare(*c) for c in compares))
        done = self._lib.seccomp_rule_add_array(self._context, ctypes.c_uint32(action), number, len(compares), array)
        if done != 0:
            raise OSError(-done, "seccomp rule")

    def deny(self, name: str, error: int) -> None:
        """Refuse with a certain error, which makes libraries take another way."""
        self._rule(_ERRNO | error, name)

    def kill(self, name: str) -> None:
        """End the process that calls ``name``."""
        self._rule(_KILL, name)

    def load(self) -> None:
        """Put the filter around this process and all its threads, for good."""
        done = self._lib.seccomp_load(self._context)
        self._lib.seccomp_release(self._context)
        if done != 0:
            raise OSError(-done, "seccomp")


def available() -> bool:
    """Whether a filter can be made here."""
    with contextlib.suppress(OSError, AttributeError):
        Filter()
        return True
    return False


def restrict(*, programs: bool = False, deadly_network: bool = False) -> None:
    """Leave this process only what reading needs.

    No sockets, no writing to files, no other process to be signalled or looked into, no new process but threads
    (``programs``: those too), no namespaces, mounts, keys, probes or new kernel interfaces.

    Raises:
        OSError: the filter cannot be made or loaded.
    """
    made = Filter()
    for name in (PLAIN + PROGRAMS if programs else PLAIN).split():
        made.allow(name)
    made.allow("openat", (2, _MASKED, _WRITING, 0))
    made.allow("open", (1, _MASKED, _WRITING, 0))
    thread = 0 if programs else _THREAD | _MEMORY
    made.allow("clone", (0, _MASKED, _NAMESPACES | thread, thread))
    made.deny("clone3", errno.ENOSYS)  # its flags lie in memory, out of the filter's sight: glibc falls back to clone
    own = os.getpid()
    made.allow("tgkill", (0, _EQUAL, own, 0))
    made.allow("kill", (0, _EQUAL, own, 0))
    made.allow("prlimit64", (0, _EQUAL, 0, 0))
    for number in _IOCTLS:
        made.allow("ioctl", (1, _MASKED, 0xFFFFFFFF, number))
    for number in _FCNTLS:
        made.allow("fcntl", (1, _MASKED, 0xFFFFFFFF, number))
    for number in _PRCTLS:
        made.allow("prctl", (0, _EQUAL, number, 0))
    for name in NETWORK.split() if deadly_network else ():
        made.kill(name)
    made.load()
