using System.Diagnostics;
using System.Text;

namespace Kiosk.Authority.Device;

/// <summary>
/// Seals the stand's key with <c>systemd-creds</c>, so that a copied file is of no use on another computer: by the TPM where there is one, else by the computer's own secret.
/// Whoever is not root seals for himself, which systemd can since version 256; where it cannot, there is no seal.
/// </summary>
internal static class KeySeal
{
    private const string Program = "systemd-creds";

    // Bound into the sealed file.
    private const string Name = "kiosk-device-key";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The key sealed; null where it cannot be, or would not open again.</summary>
    public static string? Seal(string pem) => Run("encrypt", pem) is { } secret && Open(secret) == pem ? secret : null;

    /// <summary>The key of a sealed file; null where it does not open here.</summary>
    public static string? Open(string secret) => Run("decrypt", secret);

    private static string? Run(string verb, string input)
    {
        string[] whose = Environment.IsPrivilegedProcess ? [] : ["--user"];
        try
        {
            using var process = Process.Start(new ProcessStartInfo(Program, [verb, .. whose, $"--name={Name}", "-", "-"])
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
