# U-Boot's script: chooses the slot, counts the try, starts the kernel that lies in the slot. A slot is tried three times until the system says that it is good (rauc status mark-good);
# then the other one is taken. The counters are one sector at 1 MiB of the card, since a sector is written whole or not at all: order and tries, in U-Boot's own format with its checksum.
# The same script runs on a Raspberry Pi and in a virtual machine; addresses count from where the memory begins.
setexpr base ${kernel_addr_r} "&" 0x40000000
setexpr slots ${base} + 0x02000000
setexpr kernel ${base} + 0x04000000
setexpr tree ${base} + 0x07000000
setexpr initrd ${base} + 0x08200000
# The kernel is packed: a card is slower than unpacking.
setexpr kernel_comp_addr_r ${base} + 0x0a000000
setenv kernel_comp_size 0x04000000
# What U-Boot would do to keep them apart by itself, on some boards not at all.
setenv fdt_high
setenv initrd_high

setenv BOOT_ORDER "A B"
setenv BOOT_A_LEFT 3
setenv BOOT_B_LEFT 3
${devtype} dev ${devnum}
if ${devtype} read ${slots} 0x800 1; then
    env import -c ${slots} 0x200 BOOT_ORDER BOOT_A_LEFT BOOT_B_LEFT || echo "kiosk: slots never written, or damaged: beginning with A"
fi

setenv slot
for candidate in ${BOOT_ORDER}; do
    if test -n "${slot}"; then
        true
    elif test "${candidate}" = A && itest ${BOOT_A_LEFT} -gt 0; then
        setexpr BOOT_A_LEFT ${BOOT_A_LEFT} - 1
        setenv slot A
        setenv part 2
    elif test "${candidate}" = B && itest ${BOOT_B_LEFT} -gt 0; then
        setexpr BOOT_B_LEFT ${BOOT_B_LEFT} - 1
        setenv slot B
        setenv part 3
    fi
done
# Neither came up three times over: from the beginning, for ever. A stand that stands still helps nobody. An empty slot has no tries: whoever looks whether there is another one sees none.
if test -z "${slot}"; then
    if test -e ${devtype} ${devnum}:2 /boot/vmlinuz.gz; then setenv BOOT_A_LEFT 3; fi
    if test -e ${devtype} ${devnum}:3 /boot/vmlinuz.gz; then setenv BOOT_B_LEFT 3; fi
fi
mw.b ${slots} 0 0x200
env export -c -s 0x200 ${slots} BOOT_ORDER BOOT_A_LEFT BOOT_B_LEFT
${devtype} write ${slots} 0x800 1

if test -n "${slot}"; then
    echo "kiosk: slot ${slot}, order ${BOOT_ORDER}, tries left ${BOOT_A_LEFT} ${BOOT_B_LEFT}"
    # What the firmware says (cmdline.txt is part of it) goes before what is said here.
    setenv firmware
    fdt addr ${fdt_addr} && fdt get value firmware /chosen bootargs
    # The tree of this kernel, with what the firmware knows of this board put in by U-Boot; where there is no such file, the one that U-Boot got.
    if test -n "${fdtfile}" && load ${devtype} ${devnum}:${part} ${tree} /boot/dtbs/${fdtfile}; then
        true
    else
        setenv tree ${fdt_addr}
    fi
    setenv bootargs "${firmware} root=PARTUUID=4b494f53-0${part} ro kiosk.disk=${devtype} rauc.slot=${slot} fsck.repair=yes quiet loglevel=3 panic=10 net.ifnames=0 cma=64M consoleblank=0 vt.global_cursor_default=0"
    if load ${devtype} ${devnum}:${part} ${kernel} /boot/vmlinuz.gz && load ${devtype} ${devnum}:${part} ${initrd} /boot/initrd.img; then
        booti ${kernel} ${initrd}:${filesize} ${tree}
    fi
fi
echo "kiosk: nothing to start in slot ${slot}"
sleep 2
reset
