// A peer for `best-total`: LEMON's network simplex on the same problem. Reads, as 32-bit numbers:
// people, places, options, the capacities, then person, place and weight of each option. Prints the
// greatest total, the seconds of processor time of the solver alone, and the most memory used in megabytes.
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>
#include <sys/resource.h>
#include <vector>

static int32_t next() {
  int32_t value = 0;
  if (fread(&value, sizeof value, 1, stdin) != 1) value = -1;
  return value;
}

int main() {
  const int people = next(), places = next(), options = next();
  lemon::SmartDigraph graph;
  graph.reserveNode(people + places + 1);
  graph.reserveArc(options + people + places);
  std::vector<lemon::SmartDigraph::Node> node(people + places + 1);
  for (auto &one : node) one = graph.addNode();
  const auto out = node[people + places];
  lemon::SmartDigraph::ArcMap<int64_t> cost(graph);
  lemon::SmartDigraph::ArcMap<int64_t> upper(graph);
  lemon::SmartDigraph::NodeMap<int64_t> supply(graph);
  for (int p = 0; p < places; p++) {
    const auto arc = graph.addArc(node[people + p], out);
    upper[arc] = next();
  }
  for (int a = 0; a < people; a++) {
    supply[node[a]] = 1;
    upper[graph.addArc(node[a], out)] = 1;
  }
  supply[out] = -people;
  for (int o = 0; o < options; o++) {
    const int a = next(), p = next();
    const auto arc = graph.addArc(node[a], node[people + p]);
    upper[arc] = 1;
    cost[arc] = -static_cast<int64_t>(next());
  }
  lemon::NetworkSimplex<lemon::SmartDigraph, int64_t, int64_t> simplex(graph);
  simplex.upperMap(upper).costMap(cost).supplyMap(supply);
  const auto start = std::clock();
  simplex.run();
  const double took = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  printf("%lld %f %ld\n", -static_cast<long long>(simplex.totalCost<int64_t>()), took,
         usage.ru_maxrss / 1024);
}
