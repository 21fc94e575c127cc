// SPDX-License-Identifier: GPL-2.0
/*
 * A Raspberry Pi's header without a Raspberry Pi: a GPIO chip of 58 lines, labelled as that of a Raspberry Pi 4, whose lines can be joined by contacts as the keys of a keypad join them.
 * /dev/kiosksim takes one command a write:
 *   short A B    a contact closes between lines A and B (a key goes down)
 *   open A B     it opens
 *   pull A V     what line A, driven by nobody, is pulled to from outside: 0, 1, or - for what its user asked for
 * and gives back, one a line, "NANOSECONDS LINE LEVEL", the clock being CLOCK_MONOTONIC: first every output as it is, then every change of one. Several may read; who falls back by more than
 * 4096 changes misses some.
 * The level of a line is that of any output it is joined to, however many contacts lie between; where outputs differ, low wins, as it nearly does with real ones.
 */
#include <linux/gpio/driver.h>
#include <linux/interrupt.h>
#include <linux/pinctrl/pinconf-generic.h>
#include <linux/slab.h>
#include <linux/irq.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/poll.h>
#include <linux/uaccess.h>

#define LINES 58
#define CONTACTS 32
#define KEPT 4096

struct line {
	bool output, value; /* driven by the user, to what */
	s8 bias, outside;   /* -1: none */
	bool seen;          /* the level after the last change */
	unsigned int irq_type;
	bool irq_on;
};

struct change {
	u64 at;
	u8 line, level;
};

struct reader {
	u64 next; /* change */
	int line; /* whose present level comes next */
};

static struct line lines[LINES];
static struct { u8 a, b; } contacts[CONTACTS];
static int closed;
static struct change changes[KEPT];
static u64 written;
static DEFINE_SPINLOCK(lock);
static DECLARE_WAIT_QUEUE_HEAD(readers);
static struct gpio_chip chip;
static char names[LINES][8];
static const char *name_table[LINES];
static DECLARE_BITMAP(pending, LINES);

static bool resting(const struct line *line)
{
	/* A line that nothing drives or pulls is low, so that a test that forgot its pull-up fails every time. */
	return line->outside >= 0 ? line->outside : line->bias > 0;
}

/* The level of a line: its whole island of joined lines is looked at. */
static bool level(int of)
{
	bool island[LINES] = { [0 ... LINES - 1] = false }, grew = true, driven = false, low = false, up = false;
	int i;

	island[of] = true;
	while (grew) {
		grew = false;
		for (i = 0; i < closed; i++)
			if (island[contacts[i].a] != island[contacts[i].b]) {
				island[contacts[i].a] = island[contacts[i].b] = true;
				grew = true;
			}
	}
	for (i = 0; i < LINES; i++) {
		if (!island[i])
			continue;
		if (lines[i].output) {
			driven = true;
			low |= !lines[i].value;
		}
		up |= !lines[i].output && resting(&lines[i]);
	}
	return driven ? !low : up;
}

/* After any change, under the lock: which inputs have another level now, and who waits for that edge. */
static void settle(void)
{
	int i;

	for (i = 0; i < LINES; i++) {
		bool now = level(i), rose = now && !lines[i].seen, fell = !now && lines[i].seen;

		lines[i].seen = now;
		if (!lines[i].output && lines[i].irq_on &&
		    ((rose && lines[i].irq_type & IRQ_TYPE_EDGE_RISING) || (fell && lines[i].irq_type & IRQ_TYPE_EDGE_FALLING)))
			set_bit(i, pending);
	}
}

/* Outside the lock, since whoever waits may ask for levels. */
static void deliver(void)
{
	unsigned long flags;
	int i;

	for_each_set_bit(i, pending, LINES) {
		clear_bit(i, pending);
		local_irq_save(flags);
		generic_handle_domain_irq(chip.irq.domain, i);
		local_irq_restore(flags);
	}
}

static void output(int line, bool value)
{
	if (!lines[line].output || lines[line].value != value) {
		changes[written++ % KEPT] = (struct change) { ktime_get_ns(), line, value };
		wake_up_interruptible(&readers);
	}
	lines[line].output = true;
	lines[line].value = value;
}

static int chip_get_direction(struct gpio_chip *gc, unsigned int line)
{
	return lines[line].output ? GPIO_LINE_DIRECTION_OUT : GPIO_LINE_DIRECTION_IN;
}

static int chip_direction_input(struct gpio_chip *gc, unsigned int line)
{
	scoped_guard(spinlock_irqsave, &lock) {
		lines[line].output = false;
		settle();
	}
	deliver();
	return 0;
}

static int chip_direction_output(struct gpio_chip *gc, unsigned int line, int value)
{
	scoped_guard(spinlock_irqsave, &lock) {
		output(line, value);
		settle();
	}
	deliver();
	return 0;
}

static int chip_get(struct gpio_chip *gc, unsigned int line)
{
	guard(spinlock_irqsave)(&lock);
	return level(line);
}

static void chip_set(struct gpio_chip *gc, unsigned int line, int value)
{
	chip_direction_output(gc, line, value);
}

static int chip_set_config(struct gpio_chip *gc, unsigned int line, unsigned long config)
{
	s8 bias;

	switch (pinconf_to_config_param(config)) {
	case PIN_CONFIG_BIAS_PULL_UP: bias = 1; break;
	case PIN_CONFIG_BIAS_PULL_DOWN: bias = 0; break;
	case PIN_CONFIG_BIAS_DISABLE: bias = -1; break;
	default: return -ENOTSUPP;
	}
	scoped_guard(spinlock_irqsave, &lock) {
		lines[line].bias = bias;
		settle();
	}
	deliver();
	return 0;
}

static void chip_free(struct gpio_chip *gc, unsigned int line)
{
	scoped_guard(spinlock_irqsave, &lock) {
		/* An output that nobody holds any more is an input, and dark. */
		if (lines[line].output && lines[line].value)
			output(line, false);
		lines[line].output = false;
		lines[line].bias = -1;
		settle();
	}
	deliver();
}

static void irq_mask(struct irq_data *data)
{
	lines[irqd_to_hwirq(data)].irq_on = false;
	gpiochip_disable_irq(&chip, irqd_to_hwirq(data));
}

static void irq_unmask(struct irq_data *data)
{
	gpiochip_enable_irq(&chip, irqd_to_hwirq(data));
	lines[irqd_to_hwirq(data)].irq_on = true;
}

static int irq_set_type(struct irq_data *data, unsigned int type)
{
	if (type & ~IRQ_TYPE_EDGE_BOTH)
		return -EINVAL;
	lines[irqd_to_hwirq(data)].irq_type = type;
	irq_set_handler_locked(data, handle_simple_irq);
	return 0;
}

static const struct irq_chip irqs = {
	.name = "kiosksim",
	.irq_mask = irq_mask,
	.irq_unmask = irq_unmask,
	.irq_set_type = irq_set_type,
	.flags = IRQCHIP_IMMUTABLE,
	GPIOCHIP_IRQ_RESOURCE_HELPERS,
};

static ssize_t sim_write(struct file *file, const char __user *from, size_t size, loff_t *at)
{
	char text[32], verb[8], pulled;
	unsigned int a, b;
	int i, result = -EINVAL;

	if (size >= sizeof(text) || copy_from_user(text, from, size))
		return -EINVAL;
	text[size] = 0;
	scoped_guard(spinlock_irqsave, &lock) {
		if (sscanf(text, "pull %u %c", &a, &pulled) == 2 && a < LINES && strchr("01-", pulled)) {
			lines[a].outside = pulled == '-' ? -1 : pulled - '0';
			result = size;
		} else if (sscanf(text, "%7s %u %u", verb, &a, &b) == 3 && a < LINES && b < LINES && a != b) {
			for (i = 0; i < closed && !(contacts[i].a == a && contacts[i].b == b); i++)
				;
			if (!strcmp(verb, "short") && (i < closed || closed < CONTACTS)) {
				contacts[i].a = a;
				contacts[i].b = b;
				closed = max(closed, i + 1);
				result = size;
			} else if (!strcmp(verb, "open")) {
				if (i < closed)
					contacts[i] = contacts[--closed];
				result = size;
			}
		}
		settle();
	}
	deliver();
	return result;
}

/* The next output as it was when the reader came, or false when all were told. */
static bool present(struct reader *reader, struct change *change)
{
	guard(spinlock_irqsave)(&lock);
	while (reader->line < LINES && !lines[reader->line].output)
		reader->line++;
	if (reader->line == LINES)
		return false;
	*change = (struct change) { ktime_get_ns(), reader->line, lines[reader->line].value };
	reader->line++;
	return true;
}

static ssize_t sim_read(struct file *file, char __user *to, size_t size, loff_t *at)
{
	struct reader *reader = file->private_data;
	struct change change;
	char text[40];
	int length;

	if (!present(reader, &change)) {
		if (reader->next == READ_ONCE(written) && file->f_flags & O_NONBLOCK)
			return -EAGAIN;
		if (wait_event_interruptible(readers, reader->next < READ_ONCE(written)))
			return -ERESTARTSYS;
		scoped_guard(spinlock_irqsave, &lock) {
			if (written - reader->next > KEPT)
				reader->next = written - KEPT;
			change = changes[reader->next++ % KEPT];
		}
	}
	length = scnprintf(text, sizeof(text), "%llu %u %u\n", change.at, change.line, change.level);
	if (length > size || copy_to_user(to, text, length))
		return -EINVAL;
	return length;
}

static __poll_t sim_poll(struct file *file, poll_table *table)
{
	struct reader *reader = file->private_data;

	poll_wait(file, &readers, table);
	return EPOLLOUT | (reader->line < LINES || reader->next < READ_ONCE(written) ? EPOLLIN | EPOLLRDNORM : 0);
}

static int sim_open(struct inode *inode, struct file *file)
{
	struct reader *reader = kzalloc(sizeof(*reader), GFP_KERNEL);

	if (!reader)
		return -ENOMEM;
	reader->next = READ_ONCE(written);
	file->private_data = reader;
	return 0;
}

static int sim_release(struct inode *inode, struct file *file)
{
	kfree(file->private_data);
	return 0;
}

static const struct file_operations operations = {
	.owner = THIS_MODULE, .open = sim_open, .release = sim_release, .read = sim_read, .write = sim_write, .poll = sim_poll,
};

static struct miscdevice device = { .minor = MISC_DYNAMIC_MINOR, .name = "kiosksim", .fops = &operations, .mode = 0600 };
static struct platform_device *parent;

static int __init sim_init(void)
{
	int i, result;

	for (i = 0; i < LINES; i++) {
		lines[i] = (struct line) { .bias = -1, .outside = -1 };
		snprintf(names[i], sizeof(names[i]), "GPIO%d", i);
		name_table[i] = names[i];
	}
	parent = platform_device_register_simple("kiosksim", PLATFORM_DEVID_NONE, NULL, 0);
	if (IS_ERR(parent))
		return PTR_ERR(parent);
	chip = (struct gpio_chip) {
		.label = "pinctrl-bcm2711", .parent = &parent->dev, .owner = THIS_MODULE, .base = -1, .ngpio = LINES, .names = name_table,
		.get_direction = chip_get_direction, .direction_input = chip_direction_input, .direction_output = chip_direction_output,
		.get = chip_get, .set = chip_set, .set_config = chip_set_config, .free = chip_free,
	};
	gpio_irq_chip_set_chip(&chip.irq, &irqs);
	chip.irq.handler = handle_simple_irq;
	chip.irq.default_type = IRQ_TYPE_NONE;
	result = gpiochip_add_data(&chip, NULL);
	if (!result) {
		result = misc_register(&device);
		if (result)
			gpiochip_remove(&chip);
	}
	if (result)
		platform_device_unregister(parent);
	return result;
}

static void __exit sim_exit(void)
{
	misc_deregister(&device);
	gpiochip_remove(&chip);
	platform_device_unregister(parent);
}

module_init(sim_init);
module_exit(sim_exit);
MODULE_DESCRIPTION("A Raspberry Pi's header whose lines are joined by contacts");
MODULE_LICENSE("GPL");
