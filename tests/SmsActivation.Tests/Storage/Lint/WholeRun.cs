using System.Reflection;
using SmsActivation.Tests.Storage.Lint;
using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: TestFramework("SmsActivation.Tests.Storage.Lint.WholeRun", "SmsActivation.Tests")]
[assembly: TestCollectionOrderer("SmsActivation.Tests.Storage.Lint.AtTheEnd", "SmsActivation.Tests")]

namespace SmsActivation.Tests.Storage.Lint;

/// <summary>Knows whether all tests of the assembly were asked for: only then does a statement that nobody ran say something.</summary>
public sealed class WholeRun(IMessageSink sink) : XunitTestFramework(sink)
{
    public static bool IsOne { get; private set; }

    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName) =>
        new Executor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Executor(AssemblyName assembly, ISourceInformationProvider source, IMessageSink sink)
        : XunitTestFrameworkExecutor(assembly, source, sink)
    {
        protected override void RunTestCases(
            IEnumerable<IXunitTestCase> testCases,
            IMessageSink executionMessageSink,
            ITestFrameworkExecutionOptions executionOptions
        )
        {
            var asked = testCases.Select(one => one.TestMethod.Method.ToRuntimeMethod()).ToHashSet();
            IsOne = typeof(WholeRun)
                .Assembly.GetTypes()
                .Where(type => !type.IsAbstract)
                .SelectMany(type => type.GetMethods())
                .Where(method => method.GetCustomAttribute<FactAttribute>() is not null)
                .All(asked.Contains);
            base.RunTestCases(testCases, executionMessageSink, executionOptions);
        }
    }
}

/// <summary>Collections without parallelization run after all others; of these, the ledger's is the last.</summary>
[CollectionDefinition(nameof(AtTheEnd), DisableParallelization = true)]
public sealed class AtTheEnd : ITestCollectionOrderer
{
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => collection.DisplayName == nameof(AtTheEnd));
}
