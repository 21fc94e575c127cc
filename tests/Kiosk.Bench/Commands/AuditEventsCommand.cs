using System.CommandLine;
using System.Text.Json;
using System.Xml.Linq;
using Kiosk.Records;

namespace Kiosk.Bench.Commands;

/// <summary>Prints the product's list of audited events for docs/audit.md; what they mean is what stands beside them in the list itself.</summary>
internal static class AuditEventsCommand
{
    public static Command Create()
    {
        var command = new Command("audit-events", "Print what is audited and what it means, as docs/audit.md has it");
        command.SetAction(_ => Console.Write(Table()));
        return command;
    }

    /// <summary>The table in Markdown.</summary>
    public static string Table()
    {
        var assembly = typeof(AuditKind).Assembly;
        var members = XDocument.Load(Path.Combine(AppContext.BaseDirectory, $"{assembly.GetName().Name}.xml")).Descendants("member")
            .ToDictionary(member => member.Attribute("name")!.Value, member => member.Element("summary")!, StringComparer.Ordinal);
        var rows = Enum.GetNames<AuditKind>().Select(name => $"| `{JsonNamingPolicy.CamelCase.ConvertName(name)}` | {Words(members[$"F:{typeof(AuditKind).FullName}.{name}"])} |");
        return string.Join('\n', ["| event | meaning |", "|---|---|", .. rows]) + "\n";
    }

    private static string Words(XElement summary)
    {
        var text = string.Concat(summary.Nodes().Select(node => node is XElement { Name.LocalName: "c" } code ? $"`{code.Value}`" : node is XText plain ? plain.Value : ""));
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
