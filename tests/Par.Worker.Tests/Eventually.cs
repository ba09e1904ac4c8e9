using System.Runtime.CompilerServices;

namespace Par.Worker.Tests;

/// <summary>Waits on a condition with a limit, and fails with the condition's own words.</summary>
internal static class Eventually
{
    public static Task True(Func<bool> condition, TimeSpan? within = null, [CallerArgumentExpression(nameof(condition))] string words = "") =>
        True(() => Task.FromResult(condition()), within, words);

    public static async Task True(Func<Task<bool>> condition, TimeSpan? within = null, [CallerArgumentExpression(nameof(condition))] string words = "")
    {
        var limit = within ?? TimeSpan.FromSeconds(20);
        var began = TimeProvider.System.GetTimestamp();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(began) > limit)
            {
                Assert.Fail($"Not true within {limit.TotalSeconds:0} seconds: {words}");
            }

            await pause.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
