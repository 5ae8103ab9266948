// Descriptions of the operations, in the order of the type lists.
#include <type_traits>

#include "engine/elementwise.hpp"
#include "likelier/methods.hpp"

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

template <class... Types>
constexpr int length(type_list<Types...>) {
  return sizeof...(Types);
}

template <class Family, class... Families>
int index_of(type_list<Families...>) {
  int index = 0;
  (void)((std::is_same_v<Family, Families> || (++index, false)) || ...);
  return index;
}

template <class Operation>
operation_info describe_method() {
  using method = typename Operation::method;
  operation_info info = describe_family<typename Operation::family>();
  if constexpr (Operation::variables == 0) {
    info.variables.clear();
  } else if (method::variable != nullptr) {
    info.variables = {method::variable};
  }
  info.kind = "method";
  info.method = method::name;
  info.logarithmic = method::logarithmic;
  info.family = index_of<typename Operation::family>(families{});
  return info;
}

template <class... Families, class... Functions, class... Methods>
std::vector<operation_info> describe(type_list<Families...>, type_list<Functions...>, type_list<Methods...>) {
  return {describe_family<Families>()..., describe_function<Functions>()..., describe_method<Methods>()...};
}

}  // namespace

const std::vector<operation_info>& operations() {
  static const std::vector<operation_info> list = describe(families{}, special_functions{}, family_methods{});
  return list;
}

const int family_count = length(families{});
const int function_count = length(special_functions{});

}  // namespace likelier::engine
