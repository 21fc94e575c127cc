// Preloaded into a desk at the bench: FIFOs in the folder that BENCH_INPUT names stand in for /dev/input/event*. What is written into one is what the keypad
// says; when its writer goes, the keypad is unplugged. about/eventN beside it holds the device's name on the first line, then the codes of its keys; about/eventN.grab
// holds who has it alone (process and file). Everything else is what it was.
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/input.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static const char devices[] = "/dev/input";
static const char gone[] = " (deleted)";

static bool link_of(const char *pid, int fd, char path[PATH_MAX])
{
    char link[64];
    snprintf(link, sizeof link, "/proc/%s/fd/%d", pid, fd);
    const ssize_t length = readlink(link, path, PATH_MAX - 1);
    path[length > 0 ? length : 0] = 0;
    return length > 0;
}

// The path of the FIFO, if this file is a device of the bench.
static bool is_device(int fd, char path[PATH_MAX])
{
    struct stat is;
    const int before = errno;
    const bool found = fstat(fd, &is) == 0 && S_ISFIFO(is.st_mode) && link_of("self", fd, path) && strrchr(path, '/') && strncmp(strrchr(path, '/'), "/event", 6) == 0;
    errno = before;
    return found;
}

static bool is_gone(const char *path)
{
    const size_t length = strlen(path), end = sizeof gone - 1;
    return length > end && strcmp(path + length - end, gone) == 0;
}

static FILE *open_about(const char *path, const char *part, const char *how)
{
    char about[2 * PATH_MAX];
    const char *name = strrchr(path, '/');
    snprintf(about, sizeof about, "%.*s/about%s%s", (int)(name - path), path, name, part);
    return fopen(about, how);
}

static int describe(const char *path, unsigned long request, char *answer)
{
    const size_t size = _IOC_SIZE(request);
    char *name = 0;
    size_t space = 0;
    FILE *about = open_about(path, "", "re");
    if (!about || getline(&name, &space, about) < 0) { return errno = ENODEV, -1; }

    name[strcspn(name, "\n")] = 0;
    memset(answer, 0, size);
    if (_IOC_NR(request) == _IOC_NR(EVIOCGNAME(0)))
    {
        memcpy(answer, name, strnlen(name, size - 1));
    }
    else
    {
        for (unsigned code; fscanf(about, "%u", &code) == 1;)
        {
            if (code / 8 < size) { answer[code / 8] |= (char)(1 << code % 8); }
        }
    }

    free(name);
    fclose(about);
    return (int)size;
}

// Nobody hears what was said before: a device keeps nothing for those who come later.
static void drain(int fd)
{
    char heard[4096];
    const int flags = fcntl(fd, F_GETFL);
    fcntl(fd, F_SETFL, flags | O_NONBLOCK);
    while (syscall(SYS_read, fd, heard, sizeof heard) > 0) { }
    fcntl(fd, F_SETFL, flags);
}

static int grab(const char *path, int fd)
{
    char owner[32], link[PATH_MAX];
    int file;
    FILE *grabbed = open_about(path, ".grab", "re");
    if (grabbed)
    {
        const bool held = fscanf(grabbed, "%31s %d", owner, &file) == 2 && !(atoi(owner) == getpid() && file == fd) && link_of(owner, file, link) && strcmp(link, path) == 0;
        fclose(grabbed);
        if (held) { return errno = EBUSY, -1; }
    }

    drain(fd);
    grabbed = open_about(path, ".grab", "we");
    if (!grabbed) { return -1; }

    fprintf(grabbed, "%d %d\n", getpid(), fd);
    fclose(grabbed);
    return 0;
}

int ioctl(int fd, unsigned long request, ...)
{
    va_list arguments;
    va_start(arguments, request);
    void *argument = va_arg(arguments, void *);
    va_end(arguments);
    char path[PATH_MAX];
    if (_IOC_TYPE(request) != 'E' || !is_device(fd, path)) { return (int)syscall(SYS_ioctl, fd, request, argument); }

    if (is_gone(path)) { return errno = ENODEV, -1; }
    if (request == EVIOCGRAB && argument) { return grab(path, fd); }
    const bool known = _IOC_DIR(request) == _IOC_READ && (_IOC_NR(request) == _IOC_NR(EVIOCGNAME(0)) || _IOC_NR(request) == _IOC_NR(EVIOCGBIT(EV_KEY, 0)));
    return known ? describe(path, request, argument) : (errno = EINVAL, -1);
}

ssize_t read(int fd, void *buffer, size_t count)
{
    const ssize_t got = syscall(SYS_read, fd, buffer, count);
    char path[PATH_MAX];
    return got == 0 && count > 0 && is_device(fd, path) ? (errno = ENODEV, -1) : got;
}

// Where the bench's devices are, for a path below /dev/input; null for all others.
static const char *moved(const char *path, char to[PATH_MAX])
{
    const char *folder = getenv("BENCH_INPUT");
    const size_t length = sizeof devices - 1;
    if (!folder || strncmp(path, devices, length) != 0 || (path[length] && path[length] != '/')) { return 0; }

    snprintf(to, PATH_MAX, "%s%s", folder, path + length);
    return to;
}

int open(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    char to[PATH_MAX];
    const char *bench = moved(path, to);
    if (!bench) { return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode); }

    // A device does not wait for somebody to press its keys.
    const int fd = (int)syscall(SYS_openat, AT_FDCWD, bench, flags | O_NONBLOCK, mode);
    if (fd >= 0 && !(flags & O_NONBLOCK)) { fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) & ~O_NONBLOCK); }
    return fd;
}

int open64(const char *path, int flags, ...) __attribute__((alias("open")));

DIR *opendir(const char *path)
{
    const int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK);
    DIR *folder = fd >= 0 ? fdopendir(fd) : 0;
    if (fd >= 0 && !folder) { close(fd); }
    return folder;
}

// .NET asks libc itself for what it calls by name, past what was preloaded.
void *dlsym(void *library, const char *name)
{
    static void *(*real)(void *, const char *);
    if (!real) { *(void **)&real = dlvsym(RTLD_NEXT, "dlsym", "GLIBC_2.34"); }
    return library == RTLD_NEXT ? real(library, name) : strcmp(name, "ioctl") == 0 ? (void *)ioctl : strcmp(name, "read") == 0 ? (void *)read : real(library, name);
}
