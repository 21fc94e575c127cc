using System.Diagnostics;
using System.Text;

namespace Kiosk.Secrets;

/// <summary>
/// Seals the stand's keys with <c>systemd-creds</c>, so that a copied file is of no use on another computer: by the TPM where there is one, else by the computer's own secret.
/// Whoever is not root seals for himself, which systemd can since version 256; where it cannot, there is no seal.
/// </summary>
public static class KeySeal
{
    private const string Program = "systemd-creds";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>A key sealed; null where it cannot be, or would not open again.</summary>
    /// <param name="name">What it is, in a word: bound into what is sealed.</param>
    /// <param name="key">The key as ASCII text.</param>
    public static string? Seal(string name, string key) => Run("encrypt", name, key) is { } secret && Open(name, secret) == key ? secret : null;

    /// <summary>The key of a sealed file; null where it does not open here.</summary>
    /// <inheritdoc cref="Seal" path="/param[@name='name']"/>
    /// <param name="secret">What <see cref="Seal"/> made.</param>
    public static string? Open(string name, string secret) => Run("decrypt", name, secret);

    private static string? Run(string verb, string name, string input)
    {
        string[] whose = Environment.IsPrivilegedProcess ? [] : ["--user"];
        try
        {
            using var process = Process.Start(new ProcessStartInfo(Program, [verb, .. whose, $"--name={name}", "-", "-"])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            using var late = new Timer(_ => Kill(process), state: null, Patience, Timeout.InfiniteTimeSpan);
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            process.StandardInput.BaseStream.Write(Encoding.ASCII.GetBytes(input));
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 && output.Length > 0 ? output : null;
        }
        catch (Exception none) when (none is IOException or System.ComponentModel.Win32Exception)
        {
            // There is no such program, or it did not listen.
            return null;
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It ended just now.
        }
    }
}
