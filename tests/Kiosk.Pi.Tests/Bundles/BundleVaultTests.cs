using Kiosk.Pi.Bundles;
using Kiosk.Vault.Audit;

namespace Kiosk.Pi.Tests.Bundles;

public sealed class BundleVaultTests
{
    [Theory]
    [InlineData("roles=reception account=架空 花子", "roles=reception account=(not shown)")]
    [InlineData("what=roles roles=reception,auditor account=x note=y", "what=roles roles=reception,auditor account=(not shown)")]
    [InlineData("format=xml reason=other note=架空", "format=xml reason=other note=(not shown)")]
    [InlineData("uid=0 terminal=pts/1 factor=totp", "uid=0 terminal=pts/1 factor=totp")]
    public void Plain_WhatStaffTyped_IsNotShown(string detail, string shown) =>
        Assert.Equal((shown, "staff-1"), (BundleVault.Plain(Row(detail), []).Detail, BundleVault.Plain(Row(detail), []).Staff));

    private static TrailRow Row(string detail) => new(1, 0, "accountAdded", VisitId: null, "tanaka", Outcome: null, Reason: null, ElapsedMs: null, detail, Through: null, Mac: null, EndMark: null);
}
