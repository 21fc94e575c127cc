using Microsoft.Extensions.Configuration;

namespace Kiosk.Pi.Configuration;

/// <content>Where it comes from. Methods: a property would be bound.</content>
internal sealed partial class KioskOptions
{
    private IConfiguration? source;

    /// <summary>What it was read from, key by key.</summary>
    public IConfiguration Source() => source ?? new ConfigurationBuilder().Build();

    /// <summary>Notes what it was read from.</summary>
    public KioskOptions From(IConfiguration configuration)
    {
        source = configuration;
        return this;
    }
}
