using System.Reflection;

namespace Kiosk.Pi;

/// <summary>The version of this program.</summary>
internal static class ProgramVersion
{
    /// <summary>Such as <c>0.1.0</c>, without the commit.</summary>
    public static string Text => typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
