// Preloaded into a program at the bench: the folder that BENCH_GPIO names stands in for a GPIO chip, /dev/gpiochip0, and for /sys/class/pwm. The file gpiochip0 there describes
// the chip (see gpio-wires.h); what has no permissions may not be opened. .NET and either libgpiod speak to it as to the kernel's. Everything else is what it was.
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include "gpio-pwm.h"
#include "gpio-uapi.h"

static const char device[] = "/dev/gpiochip", about[] = "/sys/bus/gpio/devices/gpiochip0/dev", subsystem[] = "/sys/dev/char/254:0/subsystem", pwm[] = "/sys/class/pwm";

static struct file *file_of(int fd) { return fd >= 0 && fd < most_files && files[fd].kind != no_file ? &files[fd] : 0; }

int ioctl(int fd, unsigned long requested, ...)
{
    // The kernel looks at half of it, and one libgpiod fills the other half with the sign.
    const unsigned request = (unsigned)requested;
    va_list arguments;
    va_start(arguments, requested);
    void *argument = va_arg(arguments, void *);
    va_end(arguments);
    const struct file *file = file_of(fd);
    if (!file) { return (int)syscall(SYS_ioctl, fd, requested, argument); }

    pthread_mutex_lock(&gate);
    const int answer = file->is_gone ? refuse(ENODEV) : file->kind == chip_file ? ask_chip(request, argument) : ask_lines(file, request, argument);
    const int error = errno;
    settle();
    pthread_mutex_unlock(&gate);
    errno = error;
    return answer;
}

ssize_t read(int fd, void *buffer, size_t count)
{
    const struct file *file = file_of(fd);
    return file && file->is_gone ? refuse(ENODEV) : syscall(SYS_read, fd, buffer, count);
}

int close(int fd)
{
    if (fd >= 0 && fd < most_files && is_export[fd]) { export_channel(fd); }
    if (file_of(fd))
    {
        pthread_mutex_lock(&gate);
        let_go(fd);
        settle();
        pthread_mutex_unlock(&gate);
    }

    return (int)syscall(SYS_close, fd);
}

static bool begins(const char *path, const char *with) { return strncmp(path, with, strlen(with)) == 0; }

static bool is_chip(const char *path) { return begins(path, device); }

// Where the bench has a path of the kernel's; any other stays.
static const char *moved(const char *path, char to[PATH_MAX])
{
    const char *name = strcmp(path, "/dev") == 0 ? "" : is_chip(path) ? path + strlen("/dev/") : begins(path, pwm) ? path + strlen("/sys/class/") : 0;
    return name && bench_path(to, name) ? to : path;
}

static bool is_at_bench(void) { return getenv("BENCH_GPIO"); }

static int open_about(void)
{
    const int fd = memfd_create("dev", MFD_CLOEXEC);
    (void)!write(fd, "254:0\n", 6);
    lseek(fd, 0, SEEK_SET);
    return fd;
}

static void plug(int fd)
{
    static bool is_followed;
    sigset_t all, before;
    pthread_t hand;
    pthread_mutex_lock(&gate);
    read_chip();
    files[fd] = (struct file){ .kind = chip_file };
    if (!is_followed)
    {
        sigfillset(&all);
        pthread_sigmask(SIG_SETMASK, &all, &before);
        is_followed = pthread_create(&hand, 0, follow_hand, 0) == 0;
        pthread_sigmask(SIG_SETMASK, &before, 0);
    }

    pthread_mutex_unlock(&gate);
}

int open(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    char to[PATH_MAX];
    struct stat is;
    if (is_at_bench() && strcmp(path, about) == 0) { return open_about(); }
    const char *bench = moved(path, to);
    // Root may open everything.
    if (bench != path && syscall(SYS_newfstatat, AT_FDCWD, bench, &is, 0) == 0 && (is.st_mode & 0777) == 0) { return refuse(EACCES); }

    const int fd = (int)syscall(SYS_openat, AT_FDCWD, bench, flags, mode);
    if (fd >= 0 && fd < most_files && bench != path && is_chip(path)) { plug(fd); }
    if (fd >= 0 && fd < most_files && bench != path && begins(path, pwm)) { note_export(fd, path); }
    return fd;
}

static int look(const char *path, struct stat *is, int how)
{
    char to[PATH_MAX];
    const int found = (int)syscall(SYS_newfstatat, AT_FDCWD, moved(path, to), is, how);
    if (found == 0 && is_chip(path) && is_at_bench())
    {
        is->st_mode = S_IFCHR | (is->st_mode & 0777);
        is->st_rdev = makedev(254, 0);
    }

    return found;
}

int stat(const char *path, struct stat *is) { return look(path, is, 0); }
int lstat(const char *path, struct stat *is) { return look(path, is, AT_SYMLINK_NOFOLLOW); }
// What .NET, built for an older libc, calls.
int __xstat64(int version, const char *path, struct stat *is) { return (void)version, look(path, is, 0); }
int __lxstat64(int version, const char *path, struct stat *is) { return (void)version, look(path, is, AT_SYMLINK_NOFOLLOW); }
int open64(const char *path, int flags, ...) __attribute__((alias("open")));

int access(const char *path, int how)
{
    char to[PATH_MAX];
    return is_at_bench() && strcmp(path, about) == 0 ? 0 : (int)syscall(SYS_faccessat, AT_FDCWD, moved(path, to), how);
}

DIR *opendir(const char *path)
{
    const int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK);
    DIR *folder = fd >= 0 ? fdopendir(fd) : 0;
    if (fd >= 0 && !folder) { close(fd); }
    return folder;
}

static void *after(const char *name)
{
    static void *(*real)(void *, const char *);
    if (!real) { *(void **)&real = dlvsym(RTLD_NEXT, "dlsym", "GLIBC_2.34"); }
    return real(RTLD_NEXT, name);
}

char *realpath(const char *restrict path, char *restrict resolved)
{
    if (is_at_bench() && path && !resolved && strcmp(path, subsystem) == 0) { return strdup("/sys/bus/gpio"); }
    char *(*real)(const char *, char *);
    *(void **)&real = after("realpath");
    return real(path, resolved);
}

// .NET asks libc itself for what it calls by name, past what was preloaded.
void *dlsym(void *library, const char *name)
{
    static void *(*real)(void *, const char *);
    if (!real) { *(void **)&real = dlvsym(RTLD_NEXT, "dlsym", "GLIBC_2.34"); }
    return library == RTLD_NEXT ? real(library, name) : strcmp(name, "ioctl") == 0 ? (void *)ioctl : strcmp(name, "access") == 0 ? (void *)access : real(library, name);
}
