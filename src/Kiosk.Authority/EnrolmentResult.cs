using Kiosk.Visits;

namespace Kiosk.Authority;

/// <summary>What enrolling came to. A closed list; details are the authority's own words for staff.</summary>
public abstract record EnrolmentResult
{
    private EnrolmentResult() { }

    /// <summary>The stand is enrolled.</summary>
    public sealed record Enrolled(string DeviceId, string? FacilityName, DateTimeOffset NotAfter, bool VisualGranted) : EnrolmentResult;

    /// <summary>The activation code is wrong, used or expired.</summary>
    public sealed record ActivationRefused(string? Detail) : EnrolmentResult;

    /// <summary>The authority refuses this stand or its question.</summary>
    public sealed record StandRefused(Reason Reason, string? Detail) : EnrolmentResult;

    /// <summary>No connection, or no answer.</summary>
    public sealed record CannotReach : EnrolmentResult;

    /// <summary>Who answers is not the authority of the CA file, or its certificate has another name or is out of date.</summary>
    public sealed record AuthorityUntrusted : EnrolmentResult;

    /// <summary>The authority says that it is unavailable, or asks to wait.</summary>
    public sealed record Unavailable(string? Detail) : EnrolmentResult;

    /// <summary>The answer cannot be understood.</summary>
    public sealed record BadAnswer(string? Detail) : EnrolmentResult;

    /// <summary>The identity's folder cannot be made or written.</summary>
    public sealed record FolderNotWritable : EnrolmentResult;

    /// <summary>The options cannot be used.</summary>
    public sealed record OptionsUnusable(AuthorityOptionsTrouble Trouble) : EnrolmentResult;
}

/// <summary>What renewing came to. A closed list.</summary>
public abstract record RenewalResult
{
    private RenewalResult() { }

    /// <summary>It is too early.</summary>
    public sealed record NotDue : RenewalResult;

    /// <summary>The new certificate is in use.</summary>
    public sealed record Renewed(DateTimeOffset NotAfter) : RenewalResult;

    /// <summary>There is none; the present one serves on until it ends.</summary>
    public sealed record Failed(Reason Reason, string? Detail) : RenewalResult;

    /// <summary>There is one, but it cannot be written; the present one serves on until it ends.</summary>
    public sealed record FolderNotWritable : RenewalResult;
}
