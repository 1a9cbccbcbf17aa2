using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Micro.Generator;

/// <summary>Contracts as a user might have them, each in a file of its own: a protocol, three messages and a reply, with six types in all.</summary>
internal static class ManyContracts
{
    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp14);

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(static path => !Path.GetFileName(path).StartsWith("TypedWs.Generators", StringComparison.Ordinal))
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    public static CSharpCompilation Create(int count, SyntaxTree other)
        => CSharpCompilation.Create(
            "Contracts",
            [.. Enumerable.Range(0, count).Select(static i => Parse(Contract(i), $"Contract{i}.cs")), other],
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    public static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, ParseOptions, path);

    private static string Contract(int number) => $$"""
        using System;
        using System.Collections.Generic;
        using TypedWs;

        namespace Contracts.Part{{number}};

        [Protocol("part{{number}}")]
        public sealed partial class Part{{number}}Protocol;

        [FromClient<Part{{number}}Protocol>]
        public sealed record Place(string Customer, Address ShipTo, IReadOnlyList<Line> Lines) : IReturns<Placed>;

        [FromClient<Part{{number}}Protocol>]
        public sealed record Cancel(long Id, string? Reason = null);

        [FromServer<Part{{number}}Protocol>]
        public sealed record Shipped(long Id, DateTimeOffset At, Carrier Carrier);

        public sealed record Placed(long Id);

        public sealed record Address(string Street, string City, string Country);

        public sealed record Line(string Product, int Quantity, decimal Price);

        public enum Carrier { Post, Bike, Drone }
        """;
}
