using Par.Rules.Books;
using Par.Rules.Catalogue;
using Par.Rules.Facts;
using Par.Rules.Feel;

namespace Par.Rules.Evaluation;

/// <summary>Fills the holes of texts with facts.</summary>
internal static class Rendering
{
    public static Wording Of(Templates templates, Frame frame) =>
        new(Of(templates.Vi, frame, Language.Vietnamese), Of(templates.En, frame, Language.English));

    /// <summary>What is said of a condition that waits for facts, when its author wrote no sentence for that.</summary>
    public static Wording Waiting(MissingFacts missing, RuleCatalogue catalogue)
    {
        var reasons = missing
            .Select(fact => (Title: Title(fact.Registry, catalogue), fact.Because))
            .Distinct()
            .ToList();
        return new Wording(
            string.Join(' ', reasons.Select(reason => Vietnamese(reason.Title.Vi, reason.Because))),
            string.Join(' ', reasons.Select(reason => English(reason.Title.En, reason.Because))));
    }

    private static string Of(Template template, Frame frame, Language language)
    {
        if (template.Parts is [{ Hole: null } only])
        {
            return only.Text;
        }

        var pieces = new string[template.Parts.Count];
        for (var i = 0; i < pieces.Length; i++)
        {
            var part = template.Parts[i];
            pieces[i] = part.Hole is null ? part.Text : ValueWords.Of(part.Hole.Evaluate(frame), language);
        }

        return string.Concat(pieces);
    }

    private static Wording Title(string registry, RuleCatalogue catalogue) =>
        catalogue.Registries.TryGetValue(registry, out var found) ? found.Title : new Wording(registry, registry);

    private static string Vietnamese(string title, MissingBecause because) => because switch
    {
        MissingBecause.NotLive => $"{title} chưa được kết nối, nên chưa thể kết luận.",
        MissingBecause.TooOld => $"{title} đã quá hạn cập nhật, nên chưa thể kết luận.",
        MissingBecause.NotOnRecord => $"{title} chưa có thông tin này, nên chưa thể kết luận.",
        MissingBecause.NotPrecise => $"{title} chỉ ghi năm hoặc tháng mà không ghi ngày, nên chưa thể kết luận.",
        _ => $"{title} chưa trả lời, nên chưa thể kết luận.",
    };

    private static string English(string title, MissingBecause because) => because switch
    {
        MissingBecause.NotLive => $"{title} is not connected yet, so nothing was decided.",
        MissingBecause.TooOld => $"{title} has not been updated in time, so nothing was decided.",
        MissingBecause.NotOnRecord => $"{title} has no record of this, so nothing was decided.",
        MissingBecause.NotPrecise => $"{title} records only the year or the month, so nothing was decided.",
        _ => $"{title} gave no answer, so nothing was decided.",
    };
}
