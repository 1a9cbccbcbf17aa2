using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using TypedWs.Generators.Model;
using TypedWs.Testing.Generators.Emission;
using TypedWs.Testing.Generators.Model;
using TypedWs.Testing.Generators.Parsing;

namespace TypedWs.Testing.Generators;

/// <summary>
/// Emits the recording doubles of the protocols that a test project names, from the handler interfaces in their assemblies. What cannot have any is left out without a
/// word here: the analyzer says it.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class DoublesGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<DoublesModel> doubles = context.SyntaxProvider
            .ForAttributeWithMetadataName(DoublesAttribute.Name, static (_, _) => true, Parse)
            .Collect()
            .SelectMany(static (files, _) => files.SelectMany(static file => file).Distinct().ToEquatableArray())
            .WithTrackingName(TrackingNames.Doubles);

        context.RegisterSourceOutput(doubles, DoublesEmitter.Emit);
    }

    private static EquatableArray<DoublesModel> Parse(GeneratorAttributeSyntaxContext attributed, CancellationToken cancellationToken)
        => attributed.Attributes
            .Select(attribute => DoublesParser.Parse(attribute, attributed.SemanticModel.Compilation, cancellationToken).Model)
            .OfType<DoublesModel>()
            .ToEquatableArray();
}
