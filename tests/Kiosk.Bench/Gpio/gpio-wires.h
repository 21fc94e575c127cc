// The lines of the bench's chip and what is wired to them. A line's level follows from what is driven and pulled on the lines that contacts join it with; nothing at all is
// low. Changes of driven lines are written into the file "changes", with their time; edges go to whoever asked for them. All of it under one lock.
#pragma once
#include <fcntl.h>
#include <linux/gpio.h>
#include <limits.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { most_lines = GPIO_V2_LINES_MAX, most_files = 4096 };
enum pull { as_is, up, down, none };
enum kind { no_file, chip_file, handle_file, event_file, request_file };

struct line
{
    char name[GPIO_MAX_NAME_SIZE], consumer[GPIO_MAX_NAME_SIZE];
    bool is_held, is_out, is_high;
    enum pull pull; // as the chip has it: one that is not asked for stays what it was
    unsigned edges; // GPIOEVENT_REQUEST_*
    int level, shown;
    int file;
};

// A file of this process that is the chip, or lines of it.
struct file
{
    enum kind kind;
    bool is_gone;
    unsigned lines[most_lines], count, sequence;
    int events;
};

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static struct line lines[most_lines];
static struct file files[most_files];
static bool joined[most_lines][most_lines];
static unsigned line_count;
static char label[GPIO_MAX_NAME_SIZE];

static bool bench_path(char to[PATH_MAX], const char *name)
{
    const char *folder = getenv("BENCH_GPIO");
    return folder && snprintf(to, PATH_MAX, "%s/%s", folder, name) < PATH_MAX;
}

static FILE *open_bench(const char *name, const char *how)
{
    char path[PATH_MAX];
    return bench_path(path, name) ? fopen(path, how) : 0;
}

static void reach(unsigned from, bool seen[most_lines])
{
    seen[from] = true;
    for (unsigned to = 0; to < line_count; to++)
    {
        if (joined[from][to] && !seen[to]) { reach(to, seen); }
    }
}

static int level_of(unsigned line)
{
    bool seen[most_lines] = { false }, high = false, pulled_up = false;
    reach(line, seen);
    for (unsigned at = 0; at < line_count; at++)
    {
        if (!seen[at]) { continue; }
        if (lines[at].is_out && !lines[at].is_high) { return 0; }
        high |= lines[at].is_out;
        pulled_up |= lines[at].pull == up;
    }

    return high || pulled_up;
}

// Nanoseconds, as the kernel and .NET count them.
static __u64 now(void)
{
    struct timespec is;
    clock_gettime(CLOCK_MONOTONIC, &is);
    return (__u64)is.tv_sec * 1000000000 + (__u64)is.tv_nsec;
}

static void tell_edge(unsigned line)
{
    struct line *of = &lines[line];
    struct file *file = &files[of->file];
    const __u64 ns = now();
    const struct gpioevent_data old = { .timestamp = ns, .id = of->level ? GPIOEVENT_EVENT_RISING_EDGE : GPIOEVENT_EVENT_FALLING_EDGE };
    const struct gpio_v2_line_event new = {
        .timestamp_ns = ns, .id = of->level ? GPIO_V2_LINE_EVENT_RISING_EDGE : GPIO_V2_LINE_EVENT_FALLING_EDGE, .offset = line, .seqno = ++file->sequence, .line_seqno = file->sequence,
    };
    // A queue that is full loses what comes last.
    if (file->kind == event_file) { (void)!write(file->events, &old, sizeof old); }
    if (file->kind == request_file) { (void)!write(file->events, &new, sizeof new); }
}

static void record(unsigned line)
{
    const int shows = lines[line].is_out ? lines[line].is_high : -1;
    FILE *changes = shows == lines[line].shown ? 0 : open_bench("changes", "ae");
    lines[line].shown = shows;
    if (changes)
    {
        if (shows >= 0) { fprintf(changes, "%u %d %llu\n", line, shows, now()); }
        fclose(changes);
    }
}

// After anything changed.
static void settle(void)
{
    for (unsigned line = 0; line < line_count; line++)
    {
        record(line);
        const int before = lines[line].level;
        lines[line].level = level_of(line);
        const unsigned edge = lines[line].level ? GPIOEVENT_REQUEST_RISING_EDGE : GPIOEVENT_REQUEST_FALLING_EDGE;
        if (before != lines[line].level && lines[line].is_held && lines[line].edges & edge) { tell_edge(line); }
    }
}

// The chip as the bench describes it: its label, then the name of each line.
static void read_chip(void)
{
    FILE *chip = open_bench("gpiochip0", "re");
    char text[GPIO_MAX_NAME_SIZE];
    for (line_count = 0; chip && line_count <= most_lines && fgets(text, sizeof text, chip); line_count++)
    {
        text[strcspn(text, "\n")] = 0;
        if (line_count == 0) { strcpy(label, text); }
        else { strcpy(lines[line_count - 1].name, text); }
    }

    line_count -= line_count > 0;
    if (chip) { fclose(chip); }
}

// Who holds a line: somebody in this process, or whom the bench names.
static bool is_used(unsigned line, char consumer[GPIO_MAX_NAME_SIZE])
{
    unsigned used;
    FILE *others = open_bench("used", "re");
    bool found = lines[line].is_held;
    strcpy(consumer, lines[line].consumer);
    while (!found && others && fscanf(others, "%u %31s", &used, consumer) == 2) { found = used == line; }
    if (others) { fclose(others); }
    if (!found) { consumer[0] = 0; }
    return found;
}

static void let_go(int fd)
{
    struct file *file = &files[fd];
    for (unsigned at = 0; at < file->count; at++)
    {
        struct line *line = &lines[file->lines[at]];
        line->is_held = line->is_out = false;
        line->edges = 0;
        line->consumer[0] = 0;
    }

    if (file->kind > chip_file && !file->is_gone) { syscall(SYS_close, file->events); }
    *file = (struct file){ 0 };
}

// The chip is pulled out: its files are dead from now on, and whoever waits for edges is woken.
static void unplug(void)
{
    for (int fd = 0; fd < most_files; fd++)
    {
        const enum kind kind = files[fd].kind;
        if (kind == no_file) { continue; }
        let_go(fd);
        files[fd] = (struct file){ .kind = kind, .is_gone = true };
    }
}

// The bench's hand closes and opens contacts, and pulls the chip out.
static void *follow_hand(void *unused)
{
    char told[64];
    FILE *hand = open_bench("hand", "r+e");
    while (hand && fgets(told, sizeof told, hand))
    {
        unsigned one, other, closed;
        pthread_mutex_lock(&gate);
        if (strcmp(told, "unplug\n") == 0) { unplug(); }
        if (sscanf(told, "%u %u %u", &one, &other, &closed) == 3 && one < most_lines && other < most_lines) { joined[one][other] = joined[other][one] = closed; }
        settle();
        pthread_mutex_unlock(&gate);
    }

    return unused;
}
