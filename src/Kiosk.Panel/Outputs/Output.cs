namespace Kiosk.Panel.Outputs;

/// <summary>Something that is on or off: a lamp, a buzzer. Always under the panel's lock.</summary>
internal abstract class Output
{
    private bool isOn;

    /// <summary>Takes what it needs, switched off.</summary>
    public abstract void Open();

    /// <summary>Switches; the same again touches nothing.</summary>
    public void Set(bool on)
    {
        if (on != isOn)
        {
            isOn = on;
            Switch(on);
        }
    }

    /// <summary>Off, for good.</summary>
    public virtual void Close() => Set(on: false);

    /// <summary>Returns when nothing of it runs any more. Not to be called under the panel's lock.</summary>
    public virtual void AwaitEnd()
    {
        // Most outputs have nothing that runs.
    }

    protected abstract void Switch(bool on);
}
