// What follows a product in networks: a thread takes a vector of a row's columns, for all probes.
#include "likelier/networks/activations.hpp"
#include "likelier/networks/epilogues.hpp"
#include "networks.hpp"

namespace likelier::cuda {
namespace {

// Where a thread is: the columns of a row that it takes.
template <class T>
struct standing {
  using vector = vector_of<T>;

  const epilogue_launch& call;
  std::int64_t row, column;
  int count;

  LIKELIER_DEVICE bool has(int operand) const { return static_cast<bool>(call.operands[operand]); }
  LIKELIER_DEVICE std::int64_t offset(const device_view& view, std::int64_t probe) const {
    return probe * view.strides[0] + row * view.strides[1] + column * view.strides[2];
  }
  // Of what is not there: 1.
  LIKELIER_DEVICE vector get(int operand, std::int64_t probe = 0) const {
    const device_view& view = call.operands[operand];
    if (!view || view.strides[2] == 0) {
      vector x;
      const T same = view ? *reinterpret_cast<const T*>(view.data + offset(view, probe)) : T(1);
      for (T& own : x.at) own = same;
      return x;
    }
    return load_next<T>(view, offset(view, probe), view.strides[2], count);
  }
  LIKELIER_DEVICE void put(int operand, const vector& x, std::int64_t probe = 0) const {
    const device_view& view = call.operands[operand];
    if (view) store_next<T>(view, offset(view, probe), view.strides[2], count, x);
  }
};

// Operands: z, bias; value, slope, curvature, third.
template <class Activation, class T>
struct activate {
  LIKELIER_DEVICE static void run(const standing<T>& at) {
    const vector_of<T> z = at.get(0);
    vector_of<T> bias = {}, value, slope, curvature, third;
    if (at.has(1)) bias = at.get(1);
    LIKELIER_UNROLL
    for (int w = 0; w < vector_width<T>; ++w) {
      const networks::jet<T> f = Activation::template at<T>(z.at[w] + bias.at[w]);
      value.at[w] = f.value;
      slope.at[w] = f.slope;
      curvature.at[w] = f.curvature;
      third.at[w] = f.third;
    }
    at.put(2, value);
    at.put(3, slope);
    at.put(4, curvature);
    at.put(5, third);
  }
};

// y (+)= number scale a x, summed over probes where y has no axis of them. Operands: y; x, a, scale.
template <class T>
struct accumulate {
  LIKELIER_DEVICE static void run(const standing<T>& at) {
    const bool sums = at.call.operands[0].strides[0] == 0;
    vector_of<T> y = {};
    if (at.call.adds && sums) y = at.get(0);
    for (std::int64_t k = 0; k < at.call.probes; ++k) {
      const vector_of<T> x = at.get(1, k), a = at.get(2, k), scale = at.get(3, k);
      if (!sums) y = at.call.adds ? at.get(0, k) : vector_of<T>{};
      LIKELIER_UNROLL
      for (int w = 0; w < vector_width<T>; ++w)
        y.at[w] = networks::plus_scaled(y.at[w], T(T(at.call.number) * scale.at[w] * a.at[w]), x.at[w]);
      if (!sums) at.put(0, y, k);
    }
    if (sums) at.put(0, y);
  }
};

// Operands: t; slope, u.
template <class T>
struct tangent {
  LIKELIER_DEVICE static void run(const standing<T>& at) {
    const vector_of<T> slope = at.get(1);
    for (std::int64_t k = 0; k < at.call.probes; ++k) {
      const vector_of<T> u = at.get(2, k);
      vector_of<T> t;
      LIKELIER_UNROLL
      for (int w = 0; w < vector_width<T>; ++w) t.at[w] = networks::tangent(slope.at[w], u.at[w]);
      at.put(0, t, k);
    }
  }
};

// u becomes its cotangent, and c, summed over probes, what f'' is multiplied by. Operands: u, c; slope, scale, t.
template <class T>
struct tangent_reverse {
  LIKELIER_DEVICE static void run(const standing<T>& at) {
    const vector_of<T> slope = at.get(2), scale = at.get(3);
    vector_of<T> c = {};
    if (at.call.adds) c = at.get(1);
    for (std::int64_t k = 0; k < at.call.probes; ++k) {
      vector_of<T> u = at.get(0, k);
      const vector_of<T> t = at.get(4, k);
      LIKELIER_UNROLL
      for (int w = 0; w < vector_width<T>; ++w) {
        const auto own = networks::reverse_tangent(slope.at[w], u.at[w], T(scale.at[w] * t.at[w]));
        c.at[w] += own.by_curvature;
        u.at[w] = own.u;
      }
      at.put(0, u, k);
    }
    at.put(1, c);
  }
};

// Operands: y, which holds f'', times its factor where that is none of the operands; slope, a, factor. y counts only
// where the call adds.
template <class T>
struct reverse {
  LIKELIER_DEVICE static void run(const standing<T>& at) {
    const vector_of<T> slope = at.get(1), a = at.get(2), factor = at.get(3);
    vector_of<T> y = {};
    if (at.call.adds) y = at.get(0);
    LIKELIER_UNROLL
    for (int w = 0; w < vector_width<T>; ++w)
      y.at[w] = !at.call.adds ? networks::reverse(slope.at[w], a.at[w])
                : at.has(3)   ? networks::reverse(slope.at[w], a.at[w], y.at[w], factor.at[w])
                              : networks::reverse(slope.at[w], a.at[w], y.at[w]);
    at.put(0, y);
  }
};

// Operands: y, which holds f''; q, scale.
template <class T>
struct by_slope {
  LIKELIER_DEVICE static void run(const standing<T>& at) {
    vector_of<T> y = at.get(0);
    const vector_of<T> q = at.get(1), scale = at.get(2);
    LIKELIER_UNROLL
    for (int w = 0; w < vector_width<T>; ++w) y.at[w] = networks::by_slope(y.at[w], q.at[w], scale.at[w]);
    at.put(0, y);
  }
};

// Directions as they are given, or unit vectors from that of the number on, times the roots of weights. Operands: v;
// given, weights.
template <class T>
struct directions {
  LIKELIER_DEVICE static void run(const standing<T>& at) {
    const vector_of<T> weights = at.get(2);
    for (std::int64_t k = 0; k < at.call.probes; ++k) {
      vector_of<T> v;
      if (at.has(1)) v = at.get(1, k);
      LIKELIER_UNROLL
      for (int w = 0; w < vector_width<T>; ++w) {
        if (!at.has(1)) v.at[w] = at.column + w == k + static_cast<std::int64_t>(at.call.number) ? T(1) : T(0);
        v.at[w] *= sqrt(weights.at[w]);
      }
      at.put(0, v, k);
    }
  }
};

// The weighted sum over probes of u^2. Operands: squares; u.
template <class T>
struct squares {
  LIKELIER_DEVICE static void run(const standing<T>& at) {
    vector_of<T> sum = {};
    if (at.call.adds) sum = at.get(0);
    for (std::int64_t k = 0; k < at.call.probes; ++k) {
      const vector_of<T> u = at.get(1, k);
      LIKELIER_UNROLL
      for (int w = 0; w < vector_width<T>; ++w) sum.at[w] += networks::square_of(u.at[w], T(at.call.number));
    }
    at.put(0, sum);
  }
};

// m becomes the cotangent of g, and z gets its share. Operands: m, z; slope, curvature, third, g, squares, scale.
template <class T>
struct gradient_forward {
  LIKELIER_DEVICE static void run(const standing<T>& at) {
    vector_of<T> m = at.get(0), z;
    const vector_of<T> slope = at.get(2), curvature = at.get(3), third = at.get(4), g = at.get(5), sum = at.get(6),
                       scale = at.get(7);
    LIKELIER_UNROLL
    for (int w = 0; w < vector_width<T>; ++w) {
      const auto own = at.has(6) ? networks::forward_gradient(slope.at[w], curvature.at[w], third.at[w], g.at[w],
                                                              m.at[w], T(scale.at[w] * sum.at[w]))
                                 : networks::forward_gradient(slope.at[w], curvature.at[w], g.at[w], m.at[w]);
      m.at[w] = own.g;
      z.at[w] = own.z;
    }
    at.put(0, m);
    at.put(1, z);
  }
};

// u becomes its cotangent, and c, summed over probes, what f'' is multiplied by, where t is the cotangent of the
// tangent above. Operands: u, c; slope, curvature, g, scale, t.
template <class T>
struct square_reverse {
  LIKELIER_DEVICE static void run(const standing<T>& at) {
    const vector_of<T> slope = at.get(2), curvature = at.get(3), g = at.get(4), scale = at.get(5);
    vector_of<T> c = {};
    if (at.call.adds && at.has(1)) c = at.get(1);
    for (std::int64_t k = 0; k < at.call.probes; ++k) {
      vector_of<T> u = at.get(0, k);
      const vector_of<T> t = at.get(6, k);
      LIKELIER_UNROLL
      for (int w = 0; w < vector_width<T>; ++w) {
        const T weight = scale.at[w] * T(at.call.number);
        c.at[w] = networks::plus_scaled(c.at[w], u.at[w], t.at[w]);
        u.at[w] = at.has(6) ? networks::reverse_square(slope.at[w], curvature.at[w], g.at[w], u.at[w], weight, t.at[w])
                            : networks::reverse_square(curvature.at[w], g.at[w], u.at[w], weight);
      }
      at.put(0, u, k);
    }
    at.put(1, c);
  }
};

template <class Formula, class T>
LIKELIER_GLOBAL void epilogue_kernel(LIKELIER_PARAMETER epilogue_launch call) {
  constexpr int width = vector_width<T>;
  const std::int64_t of_row = (call.columns + width - 1) / width;
  const std::int64_t step = static_cast<std::int64_t>(block_count()) * block_threads;
  for (std::int64_t i = static_cast<std::int64_t>(block_index()) * block_threads + thread_index();
       i < call.rows * of_row; i += step) {
    const std::int64_t column = i % of_row * width;
    const std::int64_t left = call.columns - column;
    Formula::run(standing<T>{call, i / of_row, column, left < width ? static_cast<int>(left) : width});
  }
}

template <class Formula, class T>
void run(const epilogue_launch& call, std::int64_t blocks, void* stream) {
  launch(epilogue_kernel<Formula, T>, blocks, block_threads, 0, stream, call);
}

using runner = void (*)(const epilogue_launch&, std::int64_t, void*);

template <class T, class... Activations>
runner activate_of(networks::activation_list<Activations...>, int activation) {
  static constexpr runner all[] = {run<activate<Activations, T>, T>...};
  return all[activation];
}

template <class T>
runner runner_of(epilogue kind, int activation) {
  switch (kind) {
    case epilogue::activate: return activate_of<T>(networks::activations{}, activation);
    case epilogue::accumulate: return run<accumulate<T>, T>;
    case epilogue::tangent: return run<tangent<T>, T>;
    case epilogue::tangent_reverse: return run<tangent_reverse<T>, T>;
    case epilogue::reverse: return run<reverse<T>, T>;
    case epilogue::by_slope: return run<by_slope<T>, T>;
    case epilogue::directions: return run<directions<T>, T>;
    case epilogue::squares: return run<squares<T>, T>;
    case epilogue::gradient_forward: return run<gradient_forward<T>, T>;
    default: return run<square_reverse<T>, T>;
  }
}

}  // namespace

void run_epilogue_kernel(const epilogue_launch& call, epilogue kind, int activation, bool in_double,
                         std::int64_t blocks, void* stream) {
  (in_double ? runner_of<double>(kind, activation) : runner_of<float>(kind, activation))(call, blocks, stream);
}

}  // namespace likelier::cuda
