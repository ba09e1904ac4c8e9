namespace Par.Worker.Tests;

/// <summary>For tests that look at many files: all complaints at once, each whole.</summary>
internal static class Complaints
{
    public static void None(IEnumerable<string> complaints)
    {
        var all = string.Join(Environment.NewLine, complaints);
        Assert.True(all.Length == 0, all);
    }
}
