using Microsoft.Extensions.Options;
using Par.Rules.Books;
using Par.Rules.Evaluation;

namespace Par.Worker.Decisions;

internal static class DecisionsSetup
{
    extension(IServiceCollection services)
    {
        /// <summary>Decisions: the rule book, read once at start, and what it answers.</summary>
        public IServiceCollection AddDecisions()
        {
            services.AddOptions<RulesOptions>()
                .BindConfiguration("Rules")
                .Validate(
                    rules => !string.IsNullOrWhiteSpace(rules.Folder),
                    "Rules:Folder must name the folder that holds catalogue/ and the rule files. Leave it out for 'rules'.")
                .ValidateOnStart();

            return services
                .AddSingleton(provider => RuleBookFiles.Load(provider.GetRequiredService<IOptions<RulesOptions>>().Value.Folder))
                .AddSingleton(provider => provider.GetRequiredService<RuleBook>().Catalogue)
                .AddSingleton<Evaluator>()
                .AddSingleton<EventReader>()
                .AddSingleton<RuleBooks>()
                .AddSingleton<OpenQuestions>();
        }
    }
}
