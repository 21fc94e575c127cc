namespace Kiosk.Screen.Tests.Rig;

/// <summary>Where the sources are: some tests read them, and the golden screens lie beside them.</summary>
internal static class Sources
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) => File.Exists(Path.Combine(folder, "Kiosk.Pi.sln"))
        ? folder
        : Find(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests run outside the repository."));
}
