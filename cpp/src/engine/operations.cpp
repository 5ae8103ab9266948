// Descriptions of the operations, in the order of the type lists.
#include <type_traits>

#include "engine/elementwise.hpp"
#include "likelier/operation.hpp"

namespace likelier::engine {
namespace {

template <class Parameterisation>
std::vector<parameter_info> describe_parameters() {
  std::vector<parameter_info> result;
  Parameterisation::for_each_slot([&](auto slot) {
    using slot_type = decltype(slot);
    result.push_back({slot_type::name, slot_type::domain, slot_type::default_value});
  });
  return result;
}

template <class... Parameterisations>
std::vector<std::vector<parameter_info>> describe_all(const std::tuple<Parameterisations...>*) {
  return {describe_parameters<Parameterisations>()...};
}

template <class Family>
operation_info describe_family() {
  return {Family::name,
          Family::kind,
          {Family::variable},
          describe_all(static_cast<typename Family::parameterisations*>(nullptr)),
          family_operation<Family>::constants,
          family_operation<Family>::active,
          Family::summary,
          Family::formula,
          Family::borders,
          Family::source,
          Family::example};
}

template <class Function>
operation_info describe_function() {
  return {Function::name,
          "function",
          {Function::variables.begin(), Function::variables.end()},
          {{}},
          0,
          0,
          Function::summary,
          Function::formula,
          Function::borders,
          Function::source,
          Function::example};
}

template <class... Families, class... Functions>
std::vector<operation_info> describe(type_list<Families...>, type_list<Functions...>) {
  return {describe_family<Families>()..., describe_function<Functions>()...};
}

template <class... Types>
constexpr int length(type_list<Types...>) {
  return sizeof...(Types);
}

}  // namespace

const std::vector<operation_info>& operations() {
  static const std::vector<operation_info> list = describe(families{}, special_functions{});
  return list;
}

const int family_count = length(families{});

}  // namespace likelier::engine
