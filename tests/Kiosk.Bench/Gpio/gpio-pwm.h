// The bench's PWM, in the folder "pwm": what is written into a chip's file "export" is a channel from then on.
#pragma once
#include <sys/stat.h>
#include "gpio-wires.h"

static bool is_export[most_files];

static void note_export(int fd, const char *path)
{
    const char *name = strrchr(path, '/');
    is_export[fd] = strcmp(name, "/export") == 0;
}

static void write_attribute(const char *chip, unsigned channel, const char *name)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%.3000s/pwm%u/%s", chip, channel, name);
    FILE *attribute = fopen(path, "we");
    if (attribute)
    {
        fputs("0\n", attribute);
        fclose(attribute);
    }
}

// Before the file is closed.
static void export_channel(int fd)
{
    char link[64], chip[PATH_MAX], path[PATH_MAX], said[16] = "";
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    const ssize_t length = readlink(link, chip, sizeof chip - 1);
    is_export[fd] = false;
    chip[length > 0 ? length : 0] = 0;
    char *name = strrchr(chip, '/');
    FILE *written = fopen(chip, "re");
    if (written && name && fgets(said, sizeof said, written))
    {
        *name = 0;
        snprintf(path, sizeof path, "%.3000s/pwm%u", chip, (unsigned)atoi(said));
        mkdir(path, 0700);
        write_attribute(chip, (unsigned)atoi(said), "duty_cycle");
        write_attribute(chip, (unsigned)atoi(said), "period");
        write_attribute(chip, (unsigned)atoi(said), "enable");
    }

    if (written) { fclose(written); }
}
