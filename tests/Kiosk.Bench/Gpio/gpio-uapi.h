// What the bench's chip answers to the kernel's language for GPIO chips (linux/gpio.h), in its first and its second version. What neither libgpiod is asked for here (open
// drain, active low, debouncing, ...) is refused.
#pragma once
#include <errno.h>
#include "gpio-wires.h"

static const __u64 directions = GPIO_V2_LINE_FLAG_INPUT | GPIO_V2_LINE_FLAG_OUTPUT, both_edges = GPIO_V2_LINE_FLAG_EDGE_RISING | GPIO_V2_LINE_FLAG_EDGE_FALLING,
    biases = GPIO_V2_LINE_FLAG_BIAS_PULL_UP | GPIO_V2_LINE_FLAG_BIAS_PULL_DOWN | GPIO_V2_LINE_FLAG_BIAS_DISABLED;

static int refuse(int error) { return errno = error, -1; }

// The second version's flags for those of the first.
static __u64 newer(__u32 flags)
{
    const __u32 known = GPIOHANDLE_REQUEST_INPUT | GPIOHANDLE_REQUEST_OUTPUT | GPIOHANDLE_REQUEST_BIAS_PULL_UP | GPIOHANDLE_REQUEST_BIAS_PULL_DOWN | GPIOHANDLE_REQUEST_BIAS_DISABLE;
    return (flags & GPIOHANDLE_REQUEST_INPUT ? GPIO_V2_LINE_FLAG_INPUT : 0) | (flags & GPIOHANDLE_REQUEST_OUTPUT ? GPIO_V2_LINE_FLAG_OUTPUT : 0)
        | (flags & GPIOHANDLE_REQUEST_BIAS_PULL_UP ? GPIO_V2_LINE_FLAG_BIAS_PULL_UP : 0) | (flags & GPIOHANDLE_REQUEST_BIAS_PULL_DOWN ? GPIO_V2_LINE_FLAG_BIAS_PULL_DOWN : 0)
        | (flags & GPIOHANDLE_REQUEST_BIAS_DISABLE ? GPIO_V2_LINE_FLAG_BIAS_DISABLED : 0) | (flags & ~known ? GPIO_V2_LINE_FLAG_ACTIVE_LOW : 0);
}

static bool is_possible(__u64 flags)
{
    const bool contradicts = (flags & directions) == directions || (flags & both_edges && !(flags & GPIO_V2_LINE_FLAG_INPUT)) || (flags & biases && !(flags & directions))
        || (flags & biases) & ((flags & biases) - 1);
    return !contradicts && !(flags & ~(directions | both_edges | biases));
}

static void configure(unsigned line, __u64 flags, bool high)
{
    struct line *of = &lines[line];
    if (!(flags & directions)) { return; }

    of->is_out = flags & GPIO_V2_LINE_FLAG_OUTPUT;
    of->is_high = of->is_out && high;
    of->edges = (flags & GPIO_V2_LINE_FLAG_EDGE_RISING ? GPIOEVENT_REQUEST_RISING_EDGE : 0) | (flags & GPIO_V2_LINE_FLAG_EDGE_FALLING ? GPIOEVENT_REQUEST_FALLING_EDGE : 0);
    of->pull = flags & GPIO_V2_LINE_FLAG_BIAS_PULL_UP ? up : flags & GPIO_V2_LINE_FLAG_BIAS_PULL_DOWN ? down : flags & GPIO_V2_LINE_FLAG_BIAS_DISABLED ? none : of->pull;
}

// What a configuration of the second version says of one of its lines.
static __u64 said(const struct gpio_v2_line_config *config, unsigned at, __u32 attribute, __u64 otherwise)
{
    for (unsigned i = 0; i < config->num_attrs && i < GPIO_V2_LINE_NUM_ATTRS_MAX; i++)
    {
        const struct gpio_v2_line_config_attribute *one = &config->attrs[i];
        if (one->attr.id == attribute && one->mask >> at & 1) { return attribute == GPIO_V2_LINE_ATTR_ID_FLAGS ? one->attr.flags : one->attr.values >> at & 1; }
    }

    return otherwise;
}

static int configure_all(const struct file *file, const struct gpio_v2_line_config *config)
{
    for (unsigned at = 0; at < file->count; at++)
    {
        if (!is_possible(said(config, at, GPIO_V2_LINE_ATTR_ID_FLAGS, config->flags)) || said(config, at, GPIO_V2_LINE_ATTR_ID_DEBOUNCE, 0)) { return refuse(EINVAL); }
    }

    for (unsigned at = 0; at < file->count; at++)
    {
        configure(file->lines[at], said(config, at, GPIO_V2_LINE_ATTR_ID_FLAGS, config->flags), said(config, at, GPIO_V2_LINE_ATTR_ID_OUTPUT_VALUES, 0));
    }

    return 0;
}

// Gives lines to the program, as a file whose reading end tells their edges.
static int hold(enum kind kind, const __u32 *wanted, unsigned count, const char *consumer, const struct gpio_v2_line_config *config)
{
    char user[GPIO_MAX_NAME_SIZE];
    struct file file = { .kind = kind, .count = count };
    int ends[2];
    for (unsigned at = 0; at < count && at < most_lines; at++)
    {
        if (wanted[at] >= line_count) { return refuse(EINVAL); }
        if (is_used(wanted[at], user)) { return refuse(EBUSY); }
        file.lines[at] = wanted[at];
    }

    if (count == 0 || count > most_lines || configure_all(&file, config)) { return refuse(EINVAL); }
    if (pipe2(ends, O_CLOEXEC) || ends[0] >= most_files) { return refuse(EMFILE); }

    fcntl(ends[1], F_SETFL, O_NONBLOCK);
    file.events = ends[1];
    files[ends[0]] = file;
    for (unsigned at = 0; at < count; at++)
    {
        struct line *line = &lines[wanted[at]];
        line->is_held = true;
        line->file = ends[0];
        snprintf(line->consumer, sizeof line->consumer, "%s", consumer);
    }

    return ends[0];
}

static int tell_line_v1(struct gpioline_info *info)
{
    if (info->line_offset >= line_count) { return refuse(EINVAL); }

    const struct line *line = &lines[info->line_offset];
    strcpy(info->name, line->name);
    info->flags = (is_used(info->line_offset, info->consumer) ? GPIOLINE_FLAG_KERNEL : 0) | (line->is_out ? GPIOLINE_FLAG_IS_OUT : 0)
        | (line->pull == up ? GPIOLINE_FLAG_BIAS_PULL_UP : line->pull == down ? GPIOLINE_FLAG_BIAS_PULL_DOWN : line->pull == none ? GPIOLINE_FLAG_BIAS_DISABLE : 0);
    return 0;
}

static int tell_line_v2(struct gpio_v2_line_info *info)
{
    if (info->offset >= line_count) { return refuse(EINVAL); }

    const struct line *line = &lines[info->offset];
    strcpy(info->name, line->name);
    info->flags = (is_used(info->offset, info->consumer) ? GPIO_V2_LINE_FLAG_USED : 0) | (line->is_out ? GPIO_V2_LINE_FLAG_OUTPUT : GPIO_V2_LINE_FLAG_INPUT)
        | (line->pull == up ? GPIO_V2_LINE_FLAG_BIAS_PULL_UP : line->pull == down ? GPIO_V2_LINE_FLAG_BIAS_PULL_DOWN : line->pull == none ? GPIO_V2_LINE_FLAG_BIAS_DISABLED : 0);
    return 0;
}

static int ask_chip(unsigned request, void *argument)
{
    struct gpiochip_info *chip = argument;
    struct gpiohandle_request *handle = argument;
    struct gpioevent_request *event = argument;
    struct gpio_v2_line_request *newest = argument;
    struct gpio_v2_line_config config = { 0 };
    switch (request)
    {
    case GPIO_GET_CHIPINFO_IOCTL:
        *chip = (struct gpiochip_info){ .name = "gpiochip0", .lines = line_count };
        strcpy(chip->label, label);
        return 0;
    case GPIO_GET_LINEINFO_IOCTL: return tell_line_v1(argument);
    case GPIO_V2_GET_LINEINFO_IOCTL: return tell_line_v2(argument);
    case GPIO_GET_LINEHANDLE_IOCTL:
        config = (struct gpio_v2_line_config){ .flags = newer(handle->flags), .num_attrs = 1, .attrs = { { .attr.id = GPIO_V2_LINE_ATTR_ID_OUTPUT_VALUES, .mask = ~0ull } } };
        for (unsigned at = 0; at < handle->lines && at < most_lines; at++) { config.attrs[0].attr.values |= (__u64)(handle->default_values[at] != 0) << at; }
        return handle->fd = hold(handle_file, handle->lineoffsets, handle->lines, handle->consumer_label, &config), handle->fd < 0 ? -1 : 0;
    case GPIO_GET_LINEEVENT_IOCTL:
        config.flags = newer(event->handleflags) | (event->eventflags & GPIOEVENT_REQUEST_RISING_EDGE ? GPIO_V2_LINE_FLAG_EDGE_RISING : 0)
            | (event->eventflags & GPIOEVENT_REQUEST_FALLING_EDGE ? GPIO_V2_LINE_FLAG_EDGE_FALLING : 0);
        return event->fd = hold(event_file, &event->lineoffset, 1, event->consumer_label, &config), event->fd < 0 ? -1 : 0;
    case GPIO_V2_GET_LINE_IOCTL:
        return newest->fd = hold(request_file, newest->offsets, newest->num_lines, newest->consumer, &newest->config), newest->fd < 0 ? -1 : 0;
    default: return refuse(EINVAL);
    }
}

static __u64 values(const struct file *file)
{
    __u64 bits = 0;
    for (unsigned at = 0; at < file->count; at++) { bits |= (__u64)lines[file->lines[at]].level << at; }
    return bits;
}

static int drive(const struct file *file, __u64 bits, __u64 mask)
{
    for (unsigned at = 0; at < file->count; at++)
    {
        struct line *line = &lines[file->lines[at]];
        if (!(mask >> at & 1)) { continue; }
        if (!line->is_out) { return refuse(EPERM); }
        line->is_high = bits >> at & 1;
    }

    return 0;
}

static int ask_lines(const struct file *file, unsigned request, void *argument)
{
    struct gpiohandle_data *old = argument;
    struct gpio_v2_line_values *new = argument;
    __u64 bits = 0;
    switch (request)
    {
    case GPIOHANDLE_GET_LINE_VALUES_IOCTL:
        for (unsigned at = 0; at < file->count; at++) { old->values[at] = values(file) >> at & 1; }
        return file->kind == request_file ? refuse(EINVAL) : 0;
    case GPIOHANDLE_SET_LINE_VALUES_IOCTL:
        for (unsigned at = 0; at < file->count; at++) { bits |= (__u64)(old->values[at] != 0) << at; }
        return file->kind == handle_file ? drive(file, bits, ~0ull) : refuse(EINVAL);
    case GPIO_V2_LINE_GET_VALUES_IOCTL: return file->kind == request_file ? (new->bits = values(file) & new->mask, 0) : refuse(EINVAL);
    case GPIO_V2_LINE_SET_VALUES_IOCTL: return file->kind == request_file ? drive(file, new->bits, new->mask) : refuse(EINVAL);
    case GPIO_V2_LINE_SET_CONFIG_IOCTL: return file->kind == request_file ? configure_all(file, argument) : refuse(EINVAL);
    default: return refuse(EINVAL);
    }
}
