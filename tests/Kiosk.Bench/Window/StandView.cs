using Kiosk.Bench.Authority;
using Kiosk.Bench.Desk;
using Kiosk.Bench.Panel;
using Kiosk.Bench.People;
using Kiosk.Signals;

namespace Kiosk.Bench.Window;

/// <summary>Draws the stand as the visitor has it: what to do, lamps, buzzer, card slot, keypad, the people with their cards.</summary>
internal static class StandView
{
    /// <summary>The columns it needs.</summary>
    public const int Width = 60;

    /// <summary>The rows below which people scroll out of sight.</summary>
    public const int ComfortableHeight = 35;

    private const string Heading = "1;36";
    private const string Faint = "2";
    private const string Bright = "1";
    private const string Reverse = "7";
    private const int Left = 2;
    private const int SlotLeft = 22;
    private const int KeypadTop = 15;
    private const int PeopleTop = 26;

    private static readonly string[] Keypad = ["123", "456", "789", "*0#"];

    public static Canvas Draw(StandModel model, int width, int height)
    {
        var canvas = new Canvas(width, height);
        DrawHint(canvas, model);
        DrawLamps(canvas, model, top: 7);
        DrawKeypad(canvas, model);
        DrawSlot(canvas, model);
        canvas.Put(SlotLeft, KeypadTop + 9, $"Authority (← →): {model.Manner}", model.Manner == StandInAuthority.Manners[0] ? Faint : "1;31");
        DrawPeople(canvas, model);
        canvas.Put(Left, height - 1, "0-9 * # keypad  Enter next  Space card on/off  q leave", Faint);
        return canvas;
    }

    private static void DrawHint(Canvas canvas, StandModel model)
    {
        canvas.Put(Left, 0, "What to do now", Heading);
        if (model.Trouble is { } trouble)
        {
            canvas.PutWrapped(Left, 1, canvas.Width - (2 * Left), trouble, "1;31");
            return;
        }

        canvas.PutWrapped(Left, 1, canvas.Width - (2 * Left), Hints.For(model), "1;33");
        canvas.Put(Left, 5, $"Right: what staff see (F8: English). Visit: {(model.Desk is { } desk ? WaitFor.Name(desk) : "?")}", Faint);
    }

    private static void DrawLamps(Canvas canvas, StandModel model, int top)
    {
        canvas.Put(Left, top, "Lamps, buzzer, voice", Heading);
        foreach (var (lamp, row) in model.Lamps.Select((lamp, row) => (lamp, top + 1 + row)))
        {
            canvas.Put(Left, row, lamp.IsLit ? "████" : "░░░░", lamp.IsLit ? Sgr(lamp.Colour) : Faint);
            canvas.Put(Left + 6, row, $"{Name(lamp.Lamp),-6}", lamp.Rhythm == "off" ? Faint : Bright);
            canvas.Put(Left + 13, row, $"{lamp.Colour,-7} {Says(lamp.Rhythm),-13}", Faint);
            canvas.Put(Left + 36, row, Means(lamp.Lamp), Faint);
        }

        canvas.Put(Left, top + 6, model.Sound is { } sound ? $"♪ {sound}" : "♪ (silent)", model.Sound is null ? Faint : "1;35");
        canvas.Put(Left, top + 7, model.Said is { } said ? $"“{said}”" : string.Empty, "35");
    }

    private static void DrawKeypad(Canvas canvas, StandModel model)
    {
        canvas.Put(Left, KeypadTop, "Keypad", Heading);
        canvas.Put(Left, KeypadTop + 1, "┌───┬───┬───┐");
        for (var row = 0; row < Keypad.Length; row++)
        {
            var y = KeypadTop + 2 + (row * 2);
            canvas.Put(Left, y, "│   │   │   │");
            canvas.Put(Left, y + 1, row == Keypad.Length - 1 ? "└───┴───┴───┘" : "├───┼───┼───┤");
            for (var column = 0; column < Keypad[row].Length; column++)
            {
                var key = Keypad[row][column];
                canvas.Put(Left + 1 + (column * 4), y, $" {key} ", key == model.Key ? Reverse : Bright);
            }
        }
    }

    private static void DrawSlot(Canvas canvas, StandModel model)
    {
        const int x = SlotLeft;
        canvas.Put(x, KeypadTop, "Card reader", Heading);
        canvas.Put(x, KeypadTop + 1, "╔════════════════════════════════╗", Faint);
        for (var row = 2; row < 8; row++)
        {
            canvas.Put(x, KeypadTop + row, "║                                ║", Faint);
        }

        canvas.Put(x, KeypadTop + 8, "╚════════════════════════════════╝", Faint);
        if (model.OnReader is not { } person)
        {
            canvas.Put(x + 4, KeypadTop + 4, "no card: the reader is empty", Faint);
            return;
        }

        canvas.Put(x + 3, KeypadTop + 2, "┌──────────────────────────┐", "32");
        canvas.Put(x + 3, KeypadTop + 3, $"│ {Kind(person.Card),-25}│", "32");
        canvas.Put(x + 3, KeypadTop + 4, "│ ▣                        │", "32");
        canvas.Put(x + 3, KeypadTop + 5, $"│ {person.Key,-25}│", "32");
        canvas.Put(x + 3, KeypadTop + 6, $"│ {$"its PIN is {person.Pin}",-25}│", "32");
        canvas.Put(x + 3, KeypadTop + 7, "└──────────────────────────┘", "32");
    }

    private static void DrawPeople(Canvas canvas, StandModel model)
    {
        canvas.Put(Left, PeopleTop, "People with their cards (↑ ↓)", Heading);
        var rows = Math.Max(1, canvas.Height - PeopleTop - 2);
        var first = Math.Clamp(model.Chosen - (rows / 2), 0, Math.Max(0, Person.All.Count - rows));
        foreach (var (person, row) in Person.All.Skip(first).Take(rows).Select((person, row) => (person, row)))
        {
            var isChosen = person == model.Person;
            canvas.Put(Left, PeopleTop + 1 + row, $"{(isChosen ? ">" : " ")} {person.Key,-10} PIN {person.Pin}  {person.Story}", isChosen ? Reverse : "");
        }
    }

    private static string Kind(CardKind kind) => kind switch
    {
        CardKind.MyNumber => "My Number card",
        CardKind.WithoutPin => "a card without a PIN",
        CardKind.Next => "the card to come",
        CardKind.PhoneToken => "a phone",
        CardKind.Foreign => "some other card",
    };

    private static string Name(Lamp lamp) => lamp switch
    {
        Lamp.Card => "CARD",
        Lamp.Go => "GO",
        Lamp.Wait => "WAIT",
        Lamp.Stop => "STOP",
    };

    private static string Means(Lamp lamp) => lamp switch
    {
        Lamp.Card => "lay your card here",
        Lamp.Go => "your turn, or done",
        Lamp.Wait => "please wait",
        Lamp.Stop => "please see the staff",
    };

    private static string Says(string rhythm) => rhythm switch
    {
        "off" => "dark",
        "slow" => "slow blinking",
        "fast" => "fast blinking",
        "double" => "two flashes",
        LampMeter.Irregular => "changing",
        _ => rhythm,
    };

    private static string Sgr(string colour) => colour.ToUpperInvariant() switch
    {
        "WHITE" => "1;97",
        "GREEN" => "1;92",
        "YELLOW" or "AMBER" => "1;93",
        "RED" => "1;91",
        "BLUE" => "1;94",
        _ => "1;97",
    };
}
