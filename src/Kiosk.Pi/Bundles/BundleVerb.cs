using System.Globalization;
using Kiosk.Pi.Backups;
using Kiosk.Pi.Configuration;
using Kiosk.Vault.Backup;

namespace Kiosk.Pi.Bundles;

/// <summary><c>kiosk bundle FILE</c>: the support bundle, whether or not the desk runs.</summary>
internal sealed class BundleVerb(KioskOptions options, TimeProvider time, TextWriter output, TextWriter errors)
{
    /// <summary>Writes it.</summary>
    public async Task<int> RunAsync(string target, bool replace, CancellationToken stop)
    {
        if (!replace && File.Exists(target))
        {
            return Refuse(new BackupFailure(BackupTrouble.Exists, target));
        }

        var bundle = new SupportBundle(options, time);
        var parts = await bundle.MakeAsync(stop);
        var file = new UnfinishedFile(target);
        if ((file.Write(stream => bundle.Pack(parts, stream)) ?? file.Finish(replace)) is { } failure)
        {
            file.Remove();
            return Refuse(failure);
        }

        await output.WriteLineAsync($"'{target}' ({new FileInfo(target).Length / 1024 + 1} KiB) holds:");
        foreach (var (name, text) in parts)
        {
            await output.WriteLineAsync($"  {name,-20} {(text.StartsWith(SupportBundle.NotThere, StringComparison.Ordinal) ? text.TrimEnd() : string.Create(CultureInfo.InvariantCulture, $"{text.Count(c => c == '\n')} line(s)"))}");
        }

        await output.WriteLineAsync("It names no visitor; look into it before you hand it on (tar xzf). It tells of the facility and its times: for your supporter only.");
        return ExitCode.Done;
    }

    private int Refuse(BackupFailure failure)
    {
        errors.WriteLine($"kiosk: {failure.Cure}");
        return BackupVerb.CodeOf(failure);
    }
}
