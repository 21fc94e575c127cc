using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Kiosk.Alternatives;
using Kiosk.Records;
using Kiosk.Search;
using Kiosk.Vault.Keys;
using Kiosk.Vault.Tests.Searching;
using Kiosk.Visits;
using static Kiosk.Vault.Tests.VaultBench;

namespace Kiosk.Vault.Tests;

/// <summary>
/// What somebody finds who has the key as well, once a person's month is over: wherever in the files an envelope may begin, it is deciphered, whether or not it is whole, and whatever row it was of.
/// </summary>
public sealed class PurgedEnvelopesTests : IDisposable
{
    private static readonly DateOnly Over = new(2027, 1, 1);

    // Of the result, the check (whose JSON is escaped), the note, the ticket and the ticket before it was corrected.
    private static readonly string[] Hers = ["花子\"", "\\u82B1\\u5B50", "花子さんから電話", "26100000123", "26100000999"];

    private const string His = "太郎\"";

    // Longer than any envelope here.
    private const int Longest = 3000;
    private const int NonceAt = 5;
    private const int TextAt = 33;

    private readonly VaultBench bench = new();

    [Fact]
    public async Task Purge_WithTheKeyAtHand_NothingOfTheMonthOpens()
    {
        await using (var vault = bench.Open())
        {
            await UseAsync(vault);

            // The control: before, all of it is there to be found.
            Assert.Equal([.. Hers, His], Found());

            Assert.Equal(3 * 4, (await vault.PurgeAsync(Over, Token)).Deleted);

            Assert.Equal([His], Found());
            Assert.Equal(0, (await vault.SearchAsync(new ResultSearch("花子"), Over, Token)).Page!.Total);
            Assert.Equal(1, (await vault.SearchAsync(new ResultSearch("太郎"), Over, Token)).Page!.Total);
        }

        // Nor after the vault was closed, and opened again.
        await using (bench.Open())
        {
            Assert.Equal([His], Found());
        }
    }

    public void Dispose() => bench.Dispose();

    // All that may hold a person, some of it written twice: visits, tickets that were corrected, checks by paper, notes; searched for and looked at in between.
    private static async Task UseAsync(SqliteVault vault)
    {
        for (var i = 0; i < 4; i++)
        {
            var at = Noon.AddMinutes(i);
            var kept = Covered(at) with { Person = vault.MarkOf(Hanako) };
            await vault.KeepAsync(kept, Token);
            await vault.KeepTicketAsync(kept.VisitId, SearchBench.Ticket("26100000999"), Today, new AuditEvent(at, AuditKind.TicketNoted), Token);
            await vault.KeepTicketAsync(kept.VisitId, SearchBench.Ticket("26100000123"), Today, new AuditEvent(at, AuditKind.TicketNoted), Token);
            var failed = Covered(at.AddSeconds(30)) with { Outcome = Outcome.CouldNotAsk, Reason = Reason.Timeout, Confirmation = null, AuthorityMessage = null };
            await vault.KeepAsync(failed, Token);
            var check = new AlternativeCheck
            {
                Id = Guid.CreateVersion7(at),
                VisitId = null,
                CheckedAt = at,
                Staff = "S07",
                Route = AlternativeRoute.Certificate,
                Fields = [new TypedField(PaperField.Name, "架空　花子")],
            };
            Assert.Equal(PendingResult.Done, await vault.KeepCheckAsync(check, new AuditEvent(at, AuditKind.CheckRecorded), Token));
            Assert.Equal(PendingResult.Done, await vault.CloseAsync(failed.VisitId, CloseReason.Other, "架空花子さんから電話", new AuditEvent(at, AuditKind.PendingClosed), Token));
            Assert.NotEqual(0, (await vault.SearchAsync(new ResultSearch("花子"), Today, Token)).Page!.Total);
            await vault.OnDayAsync(Today, Token);
        }

        // Of the month after, by somebody else.
        var his = Covered(Noon.AddMonths(1));
        await vault.KeepAsync(
            his with { AuthorityMessage = null, Confirmation = his.Confirmation! with { Records = [his.Confirmation.Records[0] with { Name = "架空　太郎", NameKana = null }] } }, Token);
    }

    // Which of the texts are in something that can be deciphered.
    private List<string> Found()
    {
        Assert.Null(new KeyFiles(new VaultFolder(bench.Folder)).Find(out var keys));
        using var _ = keys;
        var key = keys!.First;
        using var aes = Aes.Create();
        aes.Key = key!.Derive("results");
        var header = new byte[NonceAt];
        header[0] = 1;
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(1), key.Id);
        var texts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var bytes in Directory.GetFiles(bench.Folder, "vault.db*").Select(File.ReadAllBytes))
        {
            for (var at = bytes.AsSpan().IndexOf(header); at >= 0; at = bytes.AsSpan(at + 1).IndexOf(header) is >= 0 and var next ? at + 1 + next : -1)
            {
                texts.Add(Deciphered(aes, bytes.AsSpan(at, Math.Min(Longest, bytes.Length - at))));
            }
        }

        return [.. Hers.Append(His).Where(text => texts.Any(found => found.Contains(text, StringComparison.Ordinal)))];
    }

    // GCM enciphers by counting blocks from the nonce on, and without its tag that can be done from any envelope's beginning, also of one whose end was overwritten.
    private static string Deciphered(Aes aes, ReadOnlySpan<byte> envelope)
    {
        if (envelope.Length <= TextAt)
        {
            return "";
        }

        var text = envelope[TextAt..].ToArray();
        Span<byte> block = stackalloc byte[16];
        Span<byte> stream = stackalloc byte[16];
        envelope[NonceAt..(NonceAt + 12)].CopyTo(block);
        for (var at = 0; at < text.Length; at += block.Length)
        {
            BinaryPrimitives.WriteInt32BigEndian(block[12..], 2 + (at / block.Length));
            aes.EncryptEcb(block, stream, PaddingMode.None);
            for (var i = 0; i < block.Length && at + i < text.Length; i++)
            {
                text[at + i] ^= stream[i];
            }
        }

        return Encoding.UTF8.GetString(text);
    }
}
