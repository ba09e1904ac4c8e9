using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Par.Worker.Intake;

internal static class IntakeSetup
{
    extension(IServiceCollection services)
    {
        /// <summary>Intake: each life event of each registry once, and those that cannot be used kept aside.</summary>
        public IServiceCollection AddIntake()
        {
            services.AddOptions<IntakeOptions>()
                .BindConfiguration("Intake")
                .Validate(
                    intake => intake.PageSize is >= 1 and <= 10_000,
                    "Intake:PageSize must be between 1 and 10000. Leave it out for 1000.")
                .Validate(
                    intake => intake.WaitsAreInOrder(),
                    "Intake:ShortestWait, LongestWait and LongestWaitWhenAway must grow in this order, from 00:00:00.001 to 00:10:00. "
                    + "Leave them out for 00:00:00.025, 00:00:00.200 and 00:00:05.")
                .Validate(
                    intake => intake.LongestWaitWhileNudged >= TimeSpan.FromMilliseconds(1) && intake.LongestWaitWhileNudged <= TimeSpan.FromMinutes(10),
                    "Intake:LongestWaitWhileNudged must be between 00:00:00.001 and 00:10:00. Leave it out for 00:00:01.")
                .Validate(
                    intake => intake.WaitWhileFollowed >= TimeSpan.FromMilliseconds(100) && intake.WaitWhileFollowed <= TimeSpan.FromHours(1),
                    "Intake:WaitWhileFollowed must be between 00:00:00.100 and 01:00:00. Leave it out for 00:00:15.")
                .Validate(
                    intake => intake.WaitBetweenTables >= TimeSpan.FromMilliseconds(10) && intake.WaitBetweenTables <= TimeSpan.FromHours(1),
                    "Intake:WaitBetweenTables must be between 00:00:00.010 and 01:00:00. Leave it out for 00:00:01.")
                .ValidateOnStart();

            return services
                .AddSingleton(provider => new Spread(
                    provider.GetRequiredService<IOptions<IntakeOptions>>().Value.Seed ?? RandomNumberGenerator.GetInt32(int.MaxValue)))
                .AddSingleton<Wake>()
                .AddSingleton<Nudges>()
                .AddSingleton<Inbox>()
                .AddSingleton<FeedLag>()
                .AddSingleton<IntakeMeter>()
                .AddSingleton<FeedFaults>()
                .AddSingleton<FeedIntake>()
                .AddSingleton<SentIntake>()
                .AddSingleton<Watermarks>()
                .AddSingleton<TableFaults>()
                .AddSingleton<TableIntake>()
                .AddSingleton<SlotAlarms>()
                .AddSingleton<SeenRegistries>()
                .AddSingleton<RegistryWatch>()
                .AddHostedService<IntakeLoops>()
                .AddHostedService<TableLoops>()
                .AddHostedService<FollowLoops>()
                .AddHostedService<RegistryWatchLoop>();
        }
    }
}
