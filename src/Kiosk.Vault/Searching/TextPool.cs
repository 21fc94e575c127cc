using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Kiosk.Vault.Searching;

/// <summary>Where a text lies in the pool.</summary>
internal readonly record struct PooledText(int Block, int Start, int Length);

/// <summary>
/// Texts in a few large pinned blocks: a hundred thousand objects less, and what is zeroed is zeroed, for the garbage collector never copies it elsewhere. A text that goes is zeroed at once;
/// a block without any is used again. Not for two callers at once.
/// </summary>
internal sealed class TextPool
{
    public const int BlockLength = 64 * 1024;

    private readonly List<char[]> blocks = [];
    private readonly List<int> alive = [];
    private int current = -1;
    private int used;

    /// <summary>How many bytes the blocks take.</summary>
    public long Bytes => blocks.Sum(block => (long)block.Length * sizeof(char));

    public ReadOnlySpan<char> this[PooledText text] => blocks[text.Block].AsSpan(text.Start, text.Length);

    public PooledText Add(ReadOnlySpan<char> text)
    {
        if (current < 0 || used + text.Length > blocks[current].Length)
        {
            Begin(text.Length);
        }

        var place = new PooledText(current, used, text.Length);
        text.CopyTo(blocks[current].AsSpan(used));
        used += text.Length;
        alive[current] += text.Length;
        return place;
    }

    public void Remove(PooledText text)
    {
        Zero(blocks[text.Block].AsSpan(text.Start, text.Length));
        alive[text.Block] -= text.Length;
        if (alive[text.Block] == 0 && text.Block == current)
        {
            used = 0;
        }
    }

    public void Clear()
    {
        foreach (var block in blocks)
        {
            Zero(block);
        }

        blocks.Clear();
        alive.Clear();
        current = -1;
    }

    // The first block that nothing lies in any more, else a new one.
    private void Begin(int length)
    {
        used = 0;
        current = Enumerable.Range(0, blocks.Count).FirstOrDefault(i => alive[i] == 0 && blocks[i].Length >= length, -1);
        if (current < 0)
        {
            blocks.Add(GC.AllocateArray<char>(Math.Max(BlockLength, length), pinned: true));
            alive.Add(0);
            current = blocks.Count - 1;
        }
    }

    private static void Zero(Span<char> text) => CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(text));
}
