namespace Kiosk.Screen.Forms;

/// <summary>The one form that may be open. It closes only when staff close it, or when it is saved.</summary>
internal sealed class FormSlot(Action changed)
{
    // Out of sight while the screen is locked.
    private Form? hidden;

    public Form? Open { get; private set; }

    public void Show(Form form)
    {
        Open = form;
        changed();
    }

    public void Close()
    {
        Open = null;
        changed();
    }

    /// <summary>Staff put it away, where they may.</summary>
    public void Back()
    {
        if (Open is { MayClose: true })
        {
            Close();
        }
    }

    /// <summary>It has served: it goes, also when it is out of sight.</summary>
    public void Finish(Form form)
    {
        hidden = hidden == form ? null : hidden;
        if (Open == form)
        {
            Close();
        }
    }

    /// <summary>Puts what is typed out of sight.</summary>
    public void Hide()
    {
        if (Open is { MayClose: true } form)
        {
            // Whoever unlocks types a passphrase anew: it need not lie about meanwhile.
            hidden = form.HasSecret ? null : form;
            Close();
        }
    }

    /// <summary>Brings it back, or forgets it.</summary>
    public void Restore(bool isWanted)
    {
        var back = hidden;
        hidden = null;
        if (isWanted && back is not null)
        {
            Show(back);
        }
    }

    /// <summary>Something in the form changed.</summary>
    public void Change(Action<Form> change)
    {
        if (Open is { } form)
        {
            change(form);
            changed();
        }
    }
}
