// Preloaded into the bench's pcscd in place of libudev: a bus with one place for a reader, /run/pcscd/usb. Who writes a '+' there plugs the reader in, a '-'
// pulls it out; pcscd finds it plugged in when it starts, unless /run/pcscd/unplugged exists. What pcscd then does is what it does with any USB reader.
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static char bus, interface, device, entry;
static char said;

void *udev_new(void) { return &bus; }
void *udev_unref(void *udev) { (void)udev; return 0; }

void *udev_enumerate_new(void *udev) { return udev; }
int udev_enumerate_add_match_subsystem(void *enumerate, const char *subsystem) { (void)enumerate, (void)subsystem; return 0; }
int udev_enumerate_scan_devices(void *enumerate) { (void)enumerate; return 0; }
void *udev_enumerate_get_list_entry(void *enumerate) { (void)enumerate; return access("/run/pcscd/unplugged", F_OK) == 0 ? 0 : &entry; }
void *udev_enumerate_unref(void *enumerate) { (void)enumerate; return 0; }
void *udev_list_entry_get_next(void *list) { (void)list; return 0; }
const char *udev_list_entry_get_name(void *list) { (void)list; return "/bench"; }

void *udev_device_new_from_syspath(void *udev, const char *path) { (void)udev, (void)path; return &interface; }
void *udev_device_unref(void *of) { (void)of; return 0; }
void *udev_device_get_parent_with_subsystem_devtype(void *of, const char *subsystem, const char *type) { (void)of, (void)subsystem, (void)type; return &device; }
const char *udev_device_get_devnode(void *of) { (void)of; return "/run/pcscd/usb"; }
const char *udev_device_get_sysname(void *of) { (void)of; return "bench"; }
const char *udev_device_get_action(void *of) { (void)of; return said == '+' ? "add" : said == '-' ? "remove" : 0; }

const char *udev_device_get_sysattr_value(void *of, const char *name)
{
    (void)of;
    // Nobody's vendor; usb-reader.plist names the same.
    return strcmp(name, "idVendor") == 0 ? "f055" : strcmp(name, "idProduct") == 0 ? "0001" : 0;
}

int udev_monitor_filter_add_match_subsystem_devtype(void *monitor, const char *subsystem, const char *type) { (void)monitor, (void)subsystem, (void)type; return 0; }
int udev_monitor_enable_receiving(void *monitor) { (void)monitor; return 0; }

int udev_monitor_get_fd(void *monitor)
{
    static int fd = -1;
    (void)monitor;
    return fd >= 0 ? fd : (fd = open("/run/pcscd/usb", O_RDWR | O_NONBLOCK | O_CLOEXEC));
}

// Opened before pcscd looks for the first time: a word in between is heard.
void *udev_monitor_new_from_netlink(void *udev, const char *name) { (void)name; return udev_monitor_get_fd(udev) >= 0 ? &bus : 0; }

void *udev_monitor_receive_device(void *monitor) { return read(udev_monitor_get_fd(monitor), &said, 1) == 1 ? &interface : 0; }
