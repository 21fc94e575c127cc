// The driver of the reader on the bench's bus: vpcd, which takes its port from its device's name, and a USB reader's name has none.
#include <dlfcn.h>

static void *vpcd(const char *name)
{
    return dlsym(dlopen("/usr/lib/pcsc/drivers/serial/libifdvpcd.so", RTLD_LAZY), name);
}

typedef struct { unsigned long protocol, length; } header;

#define FORWARD(name, parameters, ...) long name parameters { return ((long (*) parameters)vpcd(#name))(__VA_ARGS__); }

long IFDHCreateChannelByName(unsigned long lun, char *device)
{
    (void)device;
    return ((long (*)(unsigned long, const char *))vpcd("IFDHCreateChannelByName"))(lun, "/dev/null:0x8C7B");
}

FORWARD(IFDHCreateChannel, (unsigned long lun, unsigned long channel), lun, channel)
FORWARD(IFDHCloseChannel, (unsigned long lun), lun)
FORWARD(IFDHGetCapabilities, (unsigned long lun, unsigned long tag, unsigned long *length, unsigned char *value), lun, tag, length, value)
FORWARD(IFDHSetCapabilities, (unsigned long lun, unsigned long tag, unsigned long length, unsigned char *value), lun, tag, length, value)
FORWARD(IFDHSetProtocolParameters,
    (unsigned long lun, unsigned long protocol, unsigned char flags, unsigned char a, unsigned char b, unsigned char c), lun, protocol, flags, a, b, c)
FORWARD(IFDHPowerICC, (unsigned long lun, unsigned long action, unsigned char *atr, unsigned long *length), lun, action, atr, length)
FORWARD(IFDHTransmitToICC,
    (unsigned long lun, header send, unsigned char *command, unsigned long bytes, unsigned char *answer, unsigned long *most, header *receive),
    lun, send, command, bytes, answer, most, receive)
FORWARD(IFDHControl,
    (unsigned long lun, unsigned long code, unsigned char *in, unsigned long bytes, unsigned char *out, unsigned long most, unsigned long *returned),
    lun, code, in, bytes, out, most, returned)
FORWARD(IFDHICCPresence, (unsigned long lun), lun)
