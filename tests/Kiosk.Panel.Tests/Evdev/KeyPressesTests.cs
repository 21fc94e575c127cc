using Kiosk.Bench.Usb;
using Kiosk.Panel.Evdev;

namespace Kiosk.Panel.Tests.Evdev;

public sealed class KeyPressesTests
{
    private readonly KeyPresses presses;
    private string told = "";

    public KeyPressesTests() => presses = new KeyPresses(key => told += key, key => told += $"-{key} ", anyDown => told += anyDown ? "(" : ")");

    [Fact]
    public void Take_LonePress_CountsOnceAndIsReleasedOnce()
    {
        Say(Down('5'), Up('5'));

        Assert.Equal("(5-5 )", told);
    }

    [Fact]
    public void Take_AutoRepeat_CountsOnce()
    {
        Say(Down('5'), Still('5'), Still('5'), Up('5'));

        Assert.Equal("(5-5 )", told);
    }

    [Fact]
    public void Take_ReportNotComplete_DoesNotCountYet()
    {
        Say(UsbRecords.KeyOnly(UsbKeys.CodeOf('5'), 1));
        Assert.Equal("(", told);

        Say(UsbRecords.End());
        Assert.Equal("(5", told);
    }

    [Fact]
    public void Take_SecondKeyWhileTheFirstIsDown_DoesNotCountUntilAllAreUp()
    {
        Say(Down('1'), Down('2'), Up('1'), Down('3'), Up('3'), Up('2'), Down('4'), Up('4'));

        Assert.Equal("(1-1 )(4-4 )", told);
    }

    [Fact]
    public void Take_FirstKeyStaysDown_SecondOneNeverCounts()
    {
        Say(Down('1'), Down('2'), Up('2'), Down('2'), Up('2'), Up('1'));

        Assert.Equal("(1-1 )", told);
    }

    [Fact]
    public void Take_TwoKeysInOneReport_CountAsNone()
    {
        Say(KeyOnly('1', 1), KeyOnly('2', 1), UsbRecords.End(), Up('1'), Up('2'));

        Assert.Equal("()", told);
    }

    [Fact]
    public void Take_PressAndReleaseInOneReport_Counts()
    {
        Say(KeyOnly('1', 1), KeyOnly('1', 0), UsbRecords.End());

        Assert.Equal("(1-1 )", told);
    }

    [Fact]
    public void Take_OneKeyUpAndTheNextDownInOneReport_BothCount()
    {
        Say(Down('1'), KeyOnly('1', 0), KeyOnly('2', 1), UsbRecords.End(), Up('2'));

        Assert.Equal("(1-1 )(2-2 )", told);
    }

    [Fact]
    public void Take_OtherKeys_AreIgnoredAndInNobodysWay()
    {
        // Pads whose NumLock is their own affair press it around each digit.
        const ushort numLock = 69;
        Say(UsbRecords.Of(numLock, 1), Down('7'), UsbRecords.Of(numLock, 0), Up('7'));

        Assert.Equal("(7-7 )", told);
    }

    [Fact]
    public void Take_ReleaseOrRepeatWithoutPress_InventsNothing()
    {
        Say(Up('3'), Still('4'), Up('4'));

        Assert.Equal("", told);
    }

    [Fact]
    public void Take_DroppedWhileDown_CountsAsUpUntilPressedAnew()
    {
        Say(Down('6'), UsbRecords.Overflow(), UsbRecords.End(), Still('6'), Up('6'));
        Assert.Equal("(6-6 )", told);

        Say(Down('6'), Up('6'));
        Assert.Equal("(6-6 )(6-6 )", told);
    }

    [Fact]
    public void Take_DroppedReport_IsNotBelievedUpToItsEnd()
    {
        Say(UsbRecords.Overflow(), KeyOnly('8', 1), UsbRecords.End(), Up('8'));

        Assert.Equal("", told);
    }

    [Fact]
    public void Take_DroppedBeforeTheReportWasComplete_InventsNothing()
    {
        Say(KeyOnly('8', 1), UsbRecords.Overflow(), UsbRecords.End(), Up('8'), Down('9'));

        Assert.Equal("()(9", told);
    }

    [Fact]
    public void ForgetAll_KeyIsDown_IsReleased()
    {
        Say(Down('6'));

        presses.ForgetAll();
        presses.ForgetAll();

        Assert.Equal("(6-6 )", told);
    }

    private static byte[] Down(char key) => UsbRecords.Of(UsbKeys.CodeOf(key), 1);

    private static byte[] Still(char key) => UsbRecords.Of(UsbKeys.CodeOf(key), 2);

    private static byte[] Up(char key) => UsbRecords.Of(UsbKeys.CodeOf(key), 0);

    private static byte[] KeyOnly(char key, int value) => UsbRecords.KeyOnly(UsbKeys.CodeOf(key), value);

    private void Say(params byte[][] reports)
    {
        foreach (var record in reports.SelectMany(report => report.Chunk(UsbRecords.Size)))
        {
            presses.Take(record);
        }
    }
}
