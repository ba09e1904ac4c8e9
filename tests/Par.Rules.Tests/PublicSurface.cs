using System.Reflection;
using System.Text;

namespace Par.Rules.Tests;

/// <summary>Writes down every public type and member of Par.Rules, one a line.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly HashSet<string> MadeByTheCompiler = ["Deconstruct", "Equals", "GetHashCode", "ToString", "PrintMembers", "<Clone>$", "op_Equality", "op_Inequality"];

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Kind(type)).Append(' ').Append(type.FullName!.Replace('+', '.')).Append('\n');
            foreach (var member in type.GetMembers(Declared).Select(Written).OfType<string>().Order(StringComparer.Ordinal))
            {
                text.Append("  ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsValueType: true } => "struct",
        { IsInterface: true } => "interface",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static string? Written(MemberInfo member) => member switch
    {
        FieldInfo { IsPublic: true, IsSpecialName: false } field => $"{field.Name}: {Name(field.FieldType)}",
        ConstructorInfo { IsPublic: true } constructor => $"new({Parameters(constructor)})",
        PropertyInfo property when property.GetMethod?.IsPublic == true && property.Name != "EqualityContract" =>
            $"{property.Name}{Index(property)}: {Name(property.PropertyType)}{(property.SetMethod?.IsPublic == true ? " (settable)" : "")}",
        MethodInfo { IsPublic: true, IsSpecialName: false } method when !MadeByTheCompiler.Contains(method.Name) =>
            $"{(method.IsStatic ? "static " : "")}{method.Name}({Parameters(method)}): {Name(method.ReturnType)}",
        _ => null,
    };

    private static string Index(PropertyInfo property) =>
        property.GetIndexParameters() is { Length: > 0 } index ? $"[{string.Join(", ", index.Select(parameter => Name(parameter.ParameterType)))}]" : "";

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(parameter => $"{Name(parameter.ParameterType)} {parameter.Name}"));

    private static string Name(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Name(underlying) + "?";
        }

        if (!type.IsGenericType)
        {
            return type.Name;
        }

        return $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }
}
