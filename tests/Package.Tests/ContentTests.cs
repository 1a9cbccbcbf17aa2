using System.IO.Compression;
using System.Xml.Linq;

namespace TypedWs.Package.Tests;

/// <summary>What the packages contain.</summary>
public sealed class ContentTests(PackagesFixture packages)
{
    [Theory]
    [InlineData("TypedWs")]
    [InlineData("TypedWs.Transport")]
    [InlineData("TypedWs.AspNetCore")]
    [InlineData("TypedWs.Hosting")]
    [InlineData("TypedWs.Testing")]
    public void Package_HasAssemblyDocumentationReadmeLicenceAndSymbols(string id)
    {
        using ZipArchive package = Open(id, "nupkg");
        using ZipArchive symbols = Open(id, "snupkg");
        XElement metadata = Metadata(package);

        Assert.NotNull(package.GetEntry($"lib/net10.0/{id}.dll"));
        Assert.NotNull(package.GetEntry($"lib/net10.0/{id}.xml"));
        Assert.NotNull(package.GetEntry("README.md"));
        Assert.NotNull(symbols.GetEntry($"lib/net10.0/{id}.pdb"));
        Assert.Equal("MIT", Value(metadata, "license"));
        Assert.Equal("README.md", Value(metadata, "readme"));
        Assert.NotEqual("Package Description", Value(metadata, "description"));
    }

    [Fact]
    public void TypedWs_BringsTheGeneratorAndNoCompilerDependency()
    {
        using ZipArchive package = Open("TypedWs", "nupkg");

        Assert.NotNull(package.GetEntry("analyzers/dotnet/cs/TypedWs.Generators.dll"));
        Assert.NotNull(package.GetEntry("analyzers/dotnet/cs/TypedWs.Generators.CodeFixes.dll"));
        Assert.Equal(
            ["MessagePack", "Microsoft.Extensions.Logging.Abstractions", "Microsoft.NET.StringTools", "TypedWs.Transport"],
            Dependencies(package));
    }

    [Fact]
    public void Testing_BringsTheGeneratorOfDoublesAlone()
    {
        using ZipArchive package = Open("TypedWs.Testing", "nupkg");

        Assert.Equal(
            ["analyzers/dotnet/cs/TypedWs.Testing.Generators.dll"],
            package.Entries.Select(static entry => entry.FullName).Where(static name => name.StartsWith("analyzers/", StringComparison.Ordinal)));
    }

    [Fact]
    public void Transport_DependsOnNoSerializer()
    {
        using ZipArchive package = Open("TypedWs.Transport", "nupkg");

        Assert.Equal(["Microsoft.Extensions.Logging.Abstractions"], Dependencies(package));
    }

    [Fact]
    public void Hosting_DependsOnTheAbstractionsOfTheHostAlone()
    {
        using ZipArchive package = Open("TypedWs.Hosting", "nupkg");

        Assert.Equal(["Microsoft.Extensions.Hosting.Abstractions", "Microsoft.Extensions.Options", "TypedWs"], Dependencies(package));
    }

    private static XElement Metadata(ZipArchive package)
    {
        using Stream nuspec = package.Entries.Single(static entry => entry.Name.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XDocument.Load(nuspec).Root!.Elements().Single(static element => element.Name.LocalName == "metadata");
    }

    private static string? Value(XElement metadata, string name) => metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value;

    private static IEnumerable<string> Dependencies(ZipArchive package)
        => Metadata(package).Descendants().Where(static element => element.Name.LocalName == "dependency").Select(static element => element.Attribute("id")!.Value).Order(StringComparer.Ordinal);

    private ZipArchive Open(string id, string extension) => ZipFile.OpenRead(Path.Combine(packages.Feed, $"{id}.{packages.Version}.{extension}"));
}
