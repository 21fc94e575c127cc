namespace Kiosk.Machine;

/// <summary>Where a run has its files, and how the machine is started with them.</summary>
/// <param name="Project">The project's folder.</param>
/// <param name="Root">The run's own.</param>
internal sealed record MachineFolder(string Project, string Root)
{
    /// <summary>The image as a technician's computer has it, with what he puts on its boot partition.</summary>
    public string Image => In("card.img");

    /// <summary>The SD card: that image, in QEMU's format, which may be written.</summary>
    public string Card => In("card");

    public string SerialLog => In("serial.log");

    /// <summary>image/run puts it there.</summary>
    public string MonitorSocket => Card + ".monitor";

    public string ReaderSocket => In("reader.sock");

    public string ShellSocket => In("shell.sock");

    public string LampsSocket => In("lamps.sock");

    public IReadOnlyList<string> Sockets => [MonitorSocket, ReaderSocket, ShellSocket, LampsSocket];

    /// <summary>What only the test brings: the module with the simulated header. Labelled KIOSKTEST.</summary>
    public string TestDisk => In("test.ext4");

    public string Pictures => In("pictures");

    public string In(string name) => Path.Combine(Root, name);

    /// <summary>QEMU by image/run, with what the test adds.</summary>
    public string[] Command =>
    [
        Path.Combine(Project, "image/run"), "virt", Card,
        "-chardev", $"socket,id=reader,path={ReaderSocket},server=on,wait=off", "-device", "usb-ccid", "-device", "ccid-card-passthru,chardev=reader",
        "-drive", $"if=none,id=test,format=raw,readonly=on,file={TestDisk}", "-device", "virtio-blk-pci,drive=test",
        "-device", "virtio-serial-pci",
        "-chardev", $"socket,id=shell,path={ShellSocket},server=on,wait=off", "-device", "virtserialport,chardev=shell,name=kiosk-test",
        "-chardev", $"socket,id=lamps,path={LampsSocket},server=on,wait=off", "-device", "virtserialport,chardev=lamps,name=kiosk-lamps",
        // A name may have 55 characters; the mount is there to want the unit.
        "-fw_cfg", $"name=opt/io.systemd.credentials/systemd.extra-unit.p.service,file={In("p.service")}",
        "-fw_cfg", "name=opt/io.systemd.credentials/fstab.extra,string=tmpfs /run/kiosk-test-wanted tmpfs x-systemd.requires=p.service 0 0",
    ];
}
