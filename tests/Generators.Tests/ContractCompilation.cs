using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TypedWs.Generators.Tests;

/// <summary>Compiles contracts against the real SDK, as strictly as a user may.</summary>
internal static class ContractCompilation
{
    internal static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    internal const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Text.Json.Serialization;
        global using TypedWs;
        """;

    internal static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary,
        allowUnsafe: false,
        nullableContextOptions: NullableContextOptions.Enable,
        warningLevel: 9999);

    // The list of the platform's assemblies includes those of this project, and so the SDK's.
    internal static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(static path => !Path.GetFileName(path).Contains(".Generators", StringComparison.Ordinal))
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    internal static CSharpCompilation Create(params string[] sources)
        => CSharpCompilation.Create(
            "Contracts",
            [Parse(Usings, "Usings.cs"), .. sources.Select(static (source, index) => Parse(source, $"Contracts{index}.cs"))],
            References,
            Options);

    internal static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, ParseOptions, path);
}
