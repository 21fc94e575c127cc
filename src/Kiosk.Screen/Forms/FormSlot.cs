namespace Kiosk.Screen.Forms;

/// <summary>The one form that may be open. It closes only when staff close it, or when it is saved.</summary>
internal sealed class FormSlot(Action changed)
{
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
