using Par.Rules.Calendars;

namespace Par.Worker.Escalation;

internal static class EscalationSetup
{
    extension(IServiceCollection services)
    {
        /// <summary>What happens, and to whom, when a term is near or over.</summary>
        public IServiceCollection AddEscalation()
        {
            services.AddOptions<EscalationOptions>()
                .BindConfiguration("Escalation")
                .Validate(
                    escalation => escalation.Batch is >= 1 and <= 5000,
                    "Escalation:Batch must be between 1 and 5000. Leave it out for 500.")
                .Validate(
                    escalation => escalation.RetryAfter >= TimeSpan.FromMinutes(1) && escalation.RetryAfter <= TimeSpan.FromDays(1),
                    "Escalation:RetryAfter must be between 00:01:00 and 1.00:00:00. Leave it out for 00:10:00.")
                .Validate(
                    escalation => Term.TryParse(escalation.Promise, out _),
                    "Escalation:Promise must be a term, such as '3 working days'. Leave it out for '3 working days'.")
                .ValidateOnStart();

            return services.AddSingleton<Escalations>().AddSingleton<Apologies>();
        }
    }
}
