// Preloaded into the bench's pcscd. It looks at a reader without an interrupt every 400 ms (PCSCLITE_STATUS_POLL_RATE, compiled in); a USB reader
// reports a card within milliseconds, and with this the virtual one does so too. Everything else sleeps as it asked to.
#define _GNU_SOURCE
#include <errno.h>
#include <time.h>

static const struct timespec stock = { .tv_nsec = 400 * 1000 * 1000 }, quick = { .tv_nsec = 10 * 1000 * 1000 };

int nanosleep(const struct timespec *asked, struct timespec *left)
{
    const struct timespec *time = asked->tv_sec == stock.tv_sec && asked->tv_nsec == stock.tv_nsec ? &quick : asked;
    const int error = clock_nanosleep(CLOCK_REALTIME, 0, time, left);
    errno = error;
    return error == 0 ? 0 : -1;
}
