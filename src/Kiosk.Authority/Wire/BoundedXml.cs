using System.Text;
using System.Xml;

namespace Kiosk.Authority.Wire;

/// <summary>
/// XML of another machine: strict UTF-8, no DTD, no entities of its own, bounded in size, in depth, in the number of elements and in the length of texts;
/// what is not asked for is not kept.
/// </summary>
internal sealed class BoundedXml : IDisposable
{
    /// <summary>The contract's bound on any answer.</summary>
    public const int MaxBytes = 1024 * 1024;

    // A result has some seventy elements, a message a handful of results.
    private const int MaxElements = 20_000;
    private const int MaxDepth = 16;
    private const int MaxText = 4000;

    private readonly XmlReader reader;
    private int elements;

    public BoundedXml(ReadOnlyMemory<byte> utf8)
    {
        // The reader gets characters, so that a declared encoding counts for nothing.
        var text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(utf8.Span);
        reader = XmlReader.Create(new StringReader(text.TrimStart('\uFEFF')), new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersFromEntities = 1,
            MaxCharactersInDocument = MaxBytes,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        });
    }

    /// <summary>A part that may stand once only.</summary>
    /// <exception cref="XmlException">It stands twice: nobody knows which counts.</exception>
    public static T Once<T>(T? before, T now) where T : class => before is null ? now : throw new XmlException("A part stands twice.");

    /// <summary>Goes to the root element.</summary>
    /// <exception cref="XmlException">It has another name, or there is none.</exception>
    public void Root(string name)
    {
        while (reader.NodeType != XmlNodeType.Element && Advance())
        {
        }

        if (!IsElement(name))
        {
            throw new XmlException("Another root.");
        }
    }

    /// <summary>
    /// Takes the present element to its end: the texts that are wanted, the elements for which there is a branch (each branch takes its element to the end);
    /// all else is passed over.
    /// </summary>
    public Fields Element(IReadOnlySet<string> wanted, params ReadOnlySpan<(string Name, Action Take)> branches)
    {
        var fields = new Fields();
        var depth = reader.Depth;
        if (reader.IsEmptyElement)
        {
            return fields;
        }

        while (Advance() && reader.Depth > depth)
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            var name = reader.NamespaceURI.Length == 0 ? reader.LocalName : "";
            if (wanted.Contains(name))
            {
                fields.Add(name, Leaf());
            }
            else if (BranchOf(name, branches) is { } take)
            {
                take();
            }
            else
            {
                Pass();
            }
        }

        return fields;
    }

    /// <summary>Reads what follows the root: it must be nothing.</summary>
    public void End()
    {
        while (Advance())
        {
        }
    }

    public void Dispose() => reader.Dispose();

    private static Action? BranchOf(string name, ReadOnlySpan<(string Name, Action Take)> branches)
    {
        foreach (var branch in branches)
        {
            if (branch.Name == name)
            {
                return branch.Take;
            }
        }

        return null;
    }

    private bool IsElement(string name) => reader.NodeType == XmlNodeType.Element && reader.NamespaceURI.Length == 0 && reader.LocalName == name;

    private bool Advance()
    {
        var more = reader.Read();
        if (reader.Depth > MaxDepth || (reader.NodeType == XmlNodeType.Element && ++elements > MaxElements))
        {
            throw new XmlException("Too deep, or too much.");
        }

        return more;
    }

    private string Leaf()
    {
        var depth = reader.Depth;
        var text = new StringBuilder();
        while (!reader.IsEmptyElement && Advance() && reader.Depth > depth)
        {
            if (reader.NodeType == XmlNodeType.Element || text.Length + reader.Value.Length > MaxText)
            {
                throw new XmlException("Not a text, or too long.");
            }

            text.Append(reader.Value);
        }

        return text.ToString();
    }

    private void Pass()
    {
        var depth = reader.Depth;
        while (!reader.IsEmptyElement && Advance() && reader.Depth > depth)
        {
        }
    }
}
