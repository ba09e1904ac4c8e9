using Microsoft.Extensions.Options;
using Par.Worker.Books;

namespace Par.Worker.Decisions;

internal static class DecisionsSetup
{
    extension(IServiceCollection services)
    {
        /// <summary>Decisions: the rule book, read at start and again when its files change, and what it answers.</summary>
        public IServiceCollection AddDecisions()
        {
            services.AddOptions<RulesOptions>()
                .BindConfiguration("Rules")
                .Validate(
                    rules => !string.IsNullOrWhiteSpace(rules.Folder),
                    "Rules:Folder must name the folder that holds catalogue/ and the rule files. Leave it out for 'rules'.")
                .Validate(
                    rules => rules.CheckEvery >= TimeSpan.FromSeconds(1) && rules.CheckEvery <= TimeSpan.FromMinutes(10),
                    "Rules:CheckEvery must be between 00:00:01 and 00:10:00. Leave it out for 00:00:02.")
                .ValidateOnStart();

            // The catalogue is handed out as it stands now: who lives as long as the program asks the running book each time.
            return services
                .AddSingleton(provider => new RunningBook(RuleBookFiles.Load(provider.GetRequiredService<IOptions<RulesOptions>>().Value.Folder)))
                .AddTransient(provider => provider.GetRequiredService<RunningBook>().Current.Catalogue)
                .AddSingleton<OpenQuestions>()
                .AddSingleton<BookWatch>()
                .AddHostedService(provider => provider.GetRequiredService<BookWatch>());
        }
    }
}
